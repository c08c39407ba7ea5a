import type { FastifyInstance } from 'fastify';

/** Which methods a path knows, so that a wrong method is told from a wrong path. */
export class KnownRoutes {
  private readonly routes: { readonly matches: RegExp; readonly methods: readonly string[] }[] = [];

  /** Listens for the routes of an instance; call before any is registered. */
  constructor(instance: FastifyInstance) {
    instance.addHook('onRoute', ({ url, method }) => {
      const pattern = url
        .split(/(:\w+|\*)/)
        .map((part) =>
          part === '*' ? '.*' : part.startsWith(':') && part.length > 1 ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
        )
        .join('');
      this.routes.push({ matches: new RegExp(`^${pattern}/?$`), methods: [method].flat() });
    });
  }

  methodsFor(url: string): string[] {
    const path = url.split('?')[0] ?? '';
    return [...new Set(this.routes.filter(({ matches }) => matches.test(path)).flatMap(({ methods }) => methods))].sort();
  }
}
