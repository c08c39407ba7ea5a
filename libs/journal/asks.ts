/** Something that answers SQL inside one transaction. The journal asks for no more, so that it stands below the database lib. */
export interface Asks {
  query<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}
