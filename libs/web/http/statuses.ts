/** The HTTP status of a refusal, by its code. A refusal of the core that is not listed is a conflict with the state of the case. */
export const statuses: Readonly<Record<string, number>> = {
  'bad-request': 400,
  'broken-body': 400,
  'not-signed-in': 401,
  'token-missing': 401,
  'token-invalid': 401,
  'foreign-origin': 403,
  'form-stale': 403,
  'not-allowed': 403,
  'not-found': 404,
  'unknown-act': 404,
  'unknown-step': 404,
  'wrong-method': 405,
  'act-not-open': 409,
  'changed-meanwhile': 409,
  'draft-missing': 409,
  'facts-missing': 409,
  'step-not-open': 409,
  'tries-missing': 409,
  'too-large': 413,
  'wrong-media-type': 415,
  'bad-input': 422,
  'calendar-does-not-cover': 422,
  'idempotency-key-reused': 422,
  'clock-backwards': 422,
  'clock-too-far': 422,
  'limit-day-and-month': 422,
  'limit-day-out-of-range': 422,
  'limit-needs-day': 422,
  'limit-needs-month': 422,
  'limit-not-extendable': 422,
  'organisation-missing': 422,
  'organisation-not-allowed': 422,
  'rule-not-in-force': 422,
  'unknown-rule': 422,
  'too-many-requests': 429,
  fault: 500,
  unavailable: 503,
};

export const statusOf = (code: string): number => statuses[code] ?? 409;

/** The code for a status the framework decided by itself. */
const codes: Readonly<Record<number, string>> = {
  400: 'broken-body',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'wrong-method',
  413: 'too-large',
  414: 'not-found',
  415: 'wrong-media-type',
  422: 'bad-input',
  429: 'too-many-requests',
  503: 'unavailable',
};

export const codeOf = (status: number): string => codes[status] ?? (status < 500 ? 'bad-request' : 'fault');
