import { randomUUID } from 'node:crypto';
import { bodyFor } from '../support/sample-body.js';
import { mark, oddText, oddValue } from './payloads.js';
import type { Chance } from './random.js';

type Schema = Parameters<typeof bodyFor>[0];
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema & { readonly $ref?: string } } } };
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | undefined;
  /** The operation, for the report. */
  readonly name: string;
}

const otherTypes = ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'multipart/form-data', mark, ''];
const otherMethods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];

/** Makes requests out of an OpenAPI document: as it says, and broken in many ways. */
export class Requests {
  private readonly operations: readonly { readonly path: string; readonly method: string; readonly about: Operation }[];

  constructor(
    private readonly document: Document,
    private readonly tokens: readonly string[],
    /** Ids of cases and of whatever hangs on them, of this and of other founders. */
    private readonly ids: readonly string[],
    private readonly chance: Chance,
  ) {
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, about]) => ({ path, method: method.toUpperCase(), about })),
    );
  }

  next(): Asked {
    const { chance } = this;
    const { path, method, about } = chance.of(this.operations);
    const payload = about.requestBody ? this.payload(this.schemaOf(about)) : chance.in(0.02) ? '{}' : undefined;
    const headers = this.headers(about, payload !== undefined);
    const asked = chance.in(0.01) ? chance.of(otherMethods) : method;
    return { method: asked, url: `${this.path(path)}${this.query(about)}`, headers, payload, name: `${method} ${path}` };
  }

  private schemaOf({ requestBody }: Operation): Schema {
    const { schema } = requestBody!.content['application/json'];
    return schema.$ref ? this.document.components.schemas[schema.$ref.split('/').at(-1)!]! : schema;
  }

  private path(path: string): string {
    const { chance } = this;
    return path.replace('{id}', () => {
      if (chance.in(0.7)) return chance.of(this.ids);
      return chance.in(0.3)
        ? randomUUID()
        : encodeURIComponent(
            oddText(chance)
              .slice(0, 500)
              .replace(/\p{Surrogate}/gu, ''),
          ) || '%00';
    });
  }

  private query({ parameters = [] }: Operation): string {
    const { chance } = this;
    const query = new URLSearchParams();
    for (const { name, schema, in: where } of parameters) {
      if (where !== 'query' || chance.in(0.6)) continue;
      for (let times = chance.in(0.1) ? 2 : 1; times > 0; times--)
        query.append(name, chance.in(0.5) ? oddText(chance).slice(0, 2_000) : this.fitting(schema));
    }
    if (chance.in(0.03)) query.append(oddText(chance).slice(0, 200), mark);
    const text = query.toString().slice(0, 8_000);
    return text ? `?${text}` : '';
  }
  private fitting(schema: Schema): string {
    return schema.enum ? String(this.chance.of(schema.enum)) : schema.type === 'boolean' ? 'true' : schema.type === 'integer' ? '50' : 'x';
  }

  private headers({ parameters = [] }: Operation, hasBody: boolean): Record<string, string> {
    const { chance } = this;
    const headers: Record<string, string> = {};
    if (!chance.in(0.04))
      headers['authorization'] = chance.in(0.03) ? `Bearer ${visible(oddText(chance))}` : `Bearer ${chance.of(this.tokens)}`;
    if (hasBody) headers['content-type'] = chance.in(0.03) ? chance.of(otherTypes) : 'application/json';
    const keyed = parameters.some(({ name }) => name === 'Idempotency-Key');
    if (keyed && chance.in(0.5)) headers['idempotency-key'] = chance.in(0.2) ? visible(oddText(chance)) : `key-${chance.below(5_000)}`;
    if (chance.in(0.02)) headers['accept'] = visible(oddText(chance));
    if (chance.in(0.02)) headers['x-forwarded-for'] = visible(oddText(chance));
    if (chance.in(0.02)) headers['cookie'] = `yorisoi-console=${visible(oddText(chance))}`;
    return headers;
  }

  private payload(schema: Schema): string {
    const { chance } = this;
    if (chance.in(0.03))
      return chance.of(['', ' ', '{', '[]', 'null', '"x"', '1', '{"a":1', `${'['.repeat(3_000)}`, '\u0000', mark.repeat(300_000)]);
    const body = this.filled(schema);
    if (chance.in(0.3)) return JSON.stringify(body);
    for (let times = 1 + chance.below(3); times > 0; times--) this.breakOne(body, schema);
    const text = JSON.stringify(body);
    if (chance.in(0.02)) return text.replace(/^\{/, `{"__proto__":{"x":1},`);
    if (chance.in(0.02)) return text.replace(/"(\w+)":/, `"$1":1,"$1":`);
    return text;
  }

  /** As the schema demands, and some of what it allows; ids are those of this house. */
  private filled(schema: Schema): Record<string, unknown> {
    const { chance } = this;
    const all = Object.entries(schema.properties ?? {});
    const some = all.filter(
      ([name]) => schema.required?.includes(name) || (name !== 'version' && name !== 'idempotencyKey' && chance.in(0.4)),
    );
    const body = bodyFor({ ...schema, required: some.map(([name]) => name) });
    for (const [name, { format, type, enum: choices, pattern, items }] of some) {
      if (format === 'uuid') body[name] = chance.of(this.ids);
      else if (items?.format === 'uuid') body[name] = [chance.of(this.ids)];
      else if (choices) body[name] = chance.of(choices);
      else if (type === 'string' && !format && !pattern && chance.in(0.5)) body[name] = oddText(chance);
    }
    return body;
  }

  private breakOne(body: Record<string, unknown>, schema: Schema): void {
    const { chance } = this;
    const names = Object.keys(schema.properties ?? {});
    if (chance.in(0.1) || names.length === 0)
      body[chance.of([mark, '__proto__x', 'toString', oddText(chance).slice(0, 300)])] = oddValue(chance);
    else if (chance.in(0.15)) delete body[chance.of(names)];
    else body[chance.of(names)] = oddValue(chance);
  }
}

/** What a header may hold at all; the rest is tried on bare sockets elsewhere. */
const visible = (text: string): string => text.replace(/[^\t\x20-\x7e]/g, '').slice(0, 2_000);
