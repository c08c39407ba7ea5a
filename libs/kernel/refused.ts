/** The one way the core says no. `code` is stable and is what API clients and texts are keyed by; `facts` never hold personal data. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}
