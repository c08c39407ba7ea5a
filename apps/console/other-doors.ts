/** Where the family's and the committee's pages are; undefined where nobody said. */
export abstract class OtherDoors {
  abstract readonly family: string | undefined;
  abstract readonly committee: string | undefined;
}
