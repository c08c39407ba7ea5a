/** Where the pages of the apps are, this one's too; undefined where nobody said. */
export abstract class OtherDoors {
  abstract readonly console: string | undefined;
  abstract readonly family: string | undefined;
  abstract readonly committee: string | undefined;
}
