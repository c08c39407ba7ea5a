import { helpLines, holidays, localGovernments } from './data.js';

export type Query = (sql: string, params?: unknown[]) => Promise<unknown>;

// A merged or renamed municipality keeps its row: old cases still point at its code.
const upsertLocalGovernments = `
insert into local_government (code, prefecture_code, prefecture_name, name, kana, kind)
select code, left(code, 2), prefecture, name, kana, kind
from json_to_recordset($1::json) as given (code text, prefecture text, name text, kana text, kind text)
on conflict (code) do update
  set prefecture_code = excluded.prefecture_code, prefecture_name = excluded.prefecture_name, name = excluded.name, kana = excluded.kana, kind = excluded.kind
where (local_government.prefecture_code, local_government.prefecture_name, local_government.name, local_government.kana, local_government.kind)
  is distinct from (excluded.prefecture_code, excluded.prefecture_name, excluded.name, excluded.kana, excluded.kind)`;

// A computed equinox that the gazette then sets on another day must go, or a limit would be counted by two equinoxes.
// Days that an operator entered under another source stay, also where the package later learns the same day.
const replaceHolidays = `
with given as (
  select date as day, name, source from json_to_recordset($1::json) as listed (date date, name text, source text)
), gone as (
  delete from holiday
  where source in ('gazetted', 'computed') and not exists (select from given where given.day = holiday.day)
)
insert into holiday (day, name, source, version)
select day, name, source, $2 from given
on conflict (day) do update set name = excluded.name, source = excluded.source, version = excluded.version
where holiday.source in ('gazetted', 'computed')
  and (holiday.name, holiday.source, holiday.version) is distinct from (excluded.name, excluded.source, excluded.version)`;

// A number that an operator has looked up stays where the file has none.
const upsertHelpLines = `
insert into help_line (code, position, name, phone, hours, note, source)
select code, position, name, phone, hours, note, source
from json_to_recordset($1::json) as given (code text, position int, name text, phone text, hours text, note text, source text)
on conflict (code) do update
  set position = excluded.position, name = excluded.name, note = excluded.note, source = excluded.source,
      phone = coalesce(excluded.phone, help_line.phone), hours = coalesce(excluded.hours, help_line.hours)`;

/** Brings local governments, national holidays and help lines up to the files beside this one. May run at every start. */
export async function loadReference(query: Query): Promise<void> {
  const calendar = holidays();
  await query(upsertLocalGovernments, [JSON.stringify(localGovernments().localGovernments)]);
  await query(replaceHolidays, [JSON.stringify(calendar.holidays), calendar.version]);
  await query(upsertHelpLines, [JSON.stringify(helpLines().map((line, at) => ({ ...line, position: at + 1 })))]);
}
