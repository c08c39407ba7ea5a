// eslint-disable-next-line @typescript-eslint/no-explicit-any -- schemas and answers are any JSON
type Json = any;

/** Where a value is not what a schema of the OpenAPI document says, properties it does not name included; empty where it fits. */
export function unlike(document: Json, schema: Json, value: Json, way = ''): string[] {
  if (schema.$ref) return unlike(document, document.components.schemas[schema.$ref.split('/').at(-1)], value, way);
  if (value === null) return schema.nullable ? [] : [`${way} is null`];
  const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (type !== schema.type) return [`${way} is ${type}, not ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${way} is ${value}`];
  if (schema.format === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return [`${way} is no day`];
  if (schema.format === 'date-time' && new Date(value).toISOString() !== value) return [`${way} is no instant`];
  if (type === 'array') return value.flatMap((one: Json, at: number) => unlike(document, schema.items, one, `${way}/${at}`));
  if (type !== 'object' || !schema.properties) return [];
  const missing = (schema.required ?? []).filter((name: string) => !(name in value)).map((name: string) => `${way}/${name} is missing`);
  const found = Object.entries<Json>(value).flatMap(([name, inner]) =>
    schema.properties[name] ? unlike(document, schema.properties[name], inner, `${way}/${name}`) : [`${way}/${name} is not named`],
  );
  return [...missing, ...found];
}
