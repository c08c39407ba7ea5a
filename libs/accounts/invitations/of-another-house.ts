/** SQL: a letter `i` to the person that another house made, and that was not ended. */
const ofAnotherHouse = (person: string, house: string): string =>
  `i.person_id = ${person} and i.voided_at is null and i.house is distinct from ${house}`;
/** SQL: there is one, used or not. */
export const hasLetterOfAnother = (person: string, house: string): string =>
  `exists (select from invitation i where ${ofAnotherHouse(person, house)})`;
/** SQL: there is one that can be used, or that led to nothing. */
export const hasOpenLetterOfAnother = (person: string, house: string): string =>
  `exists (select from invitation i where ${ofAnotherHouse(person, house)} and i.used_at is null and (i.ends_at > clock_timestamp() or i.purpose = 'first'))`;
