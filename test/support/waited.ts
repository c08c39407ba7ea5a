type Sql = (text: string, params?: readonly unknown[]) => Promise<readonly unknown[]>;

/** The days in which those concerned can stop it have passed for everything that waits for a second person. */
export async function waited(sql: Sql): Promise<void> {
  const shift = (columns: readonly string[]) => columns.map((one) => `${one} = ${one} - interval '3 days'`).join(', ');
  await sql(`update power_request set ${shift(['asked_at', 'opens_at', 'ends_at'])} where done_at is null and stopped_at is null`);
  await sql(`update family_letter_request set ${shift(['asked_at', 'opens_at', 'ends_at'])} where done_at is null and stopped_at is null`);
  await sql(`update recovery set ${shift(['started_at', 'opens_at', 'ends_at'])} where confirmed_at is null and stopped_at is null`);
}
