/** Letters a database or the system names its errors with; no values. */
const nameOf = (value: unknown): string | undefined => (typeof value === 'string' && /^[\w.]{1,63}$/.test(value) ? value : undefined);

/** A fault as one log line without personal data: where it broke, never the message, which may quote what was typed. */
export function faultLine(app: string, exception: unknown, fault?: string): string {
  const error = exception instanceof Error ? exception : new Error();
  const about = exception as { code?: unknown; table?: unknown; constraint?: unknown } | null | undefined;
  const stack = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  return JSON.stringify({
    at: new Date().toISOString(),
    level: 'error',
    app,
    fault,
    name: nameOf(error.name),
    code: nameOf(about?.code),
    table: nameOf(about?.table),
    constraint: nameOf(about?.constraint),
    stack: stack.slice(0, 20),
  });
}

/** What nobody caught ends the process, with one such line instead of the whole error, whose fields may quote what somebody typed. */
export function endOnFault(app: string, log: (line: string) => void = console.error): void {
  const end = (exception: unknown): void => {
    log(faultLine(app, exception));
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
