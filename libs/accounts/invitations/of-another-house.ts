/** SQL: a letter to the person that another house made and that was not ended can be used, or led to nothing. */
export const hasOpenLetterOfAnother = (person: string, house: string): string =>
  `exists (select from invitation i where i.person_id = ${person} and i.voided_at is null and i.house is distinct from ${house}
     and i.used_at is null and (i.ends_at > clock_timestamp() or i.purpose = 'first'))`;
