import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '#lib/kernel';
import { type Fields, handedIn } from './form.js';
import { password } from './told-case.js';

/** Somebody at the pages of an app: signs in, opens pages, sends forms as a browser without JavaScript does. */
export function visitors(app: () => NestFastifyApplication) {
  const send = (url: string, fields: Fields, cookie?: string) => app().inject({ method: 'POST', url, ...handedIn(fields, cookie) });
  const open = (url: string, cookie?: string) => app().inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });
  return {
    open,
    send,
    async signIn(email: string): Promise<string> {
      const answer = await send('/sign-in', { email, password });
      if (answer.statusCode !== 303) throw new Error(`${email} cannot sign in: ${answer.statusCode}`);
      return String(answer.headers['set-cookie']).split(';')[0]!;
    },
  };
}

/** The hidden fields of the form that is sent to this address. */
export function hiddenOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  return Object.fromEntries(
    Array.from(form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g), ([, name, value]) => [name!, value!]),
  );
}

/** Every address of the app a page links to, without query and anchor. */
export const linksOf = (html: string): string[] =>
  [...new Set(Array.from(html.matchAll(/href="(\/[^"#?]*)/g), ([, path]) => path!))].filter(
    (path) => !path.startsWith('/assets/') && !path.startsWith('/sign-'),
  );

export const key = newId;
