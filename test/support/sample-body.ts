import { randomUUID } from 'node:crypto';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A value that fits a schema of ours, as small as it may be: days and months lie in the past. */
export function sampleOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(schema.properties![name]!)]));
    case 'array':
      return [sampleOf(schema.items!)];
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return text(schema);
  }
}

function text({ format, pattern }: Schema): string {
  if (format === 'date') return '2025-06-01';
  if (format === 'date-time') return '2025-06-01T08:00:00+09:00';
  if (format === 'uuid') return randomUUID();
  if (format === 'email') return 'a@mihon.example';
  if (pattern?.includes('[0-9() -]')) return '0300-00-0000';
  return pattern ? '2025-06' : '記録';
}

/** A body made of nothing but what the schema demands. */
export const bodyFor = (schema: Schema): Record<string, unknown> => sampleOf(schema) as Record<string, unknown>;
