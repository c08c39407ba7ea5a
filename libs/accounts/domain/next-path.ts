const nowhere = 'http://yorisoi.invalid';
const doors = ['/sign-in', '/sign-out'];

/**
 * Where to go after signing in: the given path with its query when it is a path of this site, otherwise '/'.
 * Only a path that a browser reads exactly as it is written passes: no other host, scheme, backslash, dot segment or control
 * character, at most 500 characters, and not the sign-in page itself.
 */
export function safeNext(path: unknown): string {
  if (typeof path !== 'string' || path.length > 500 || !/^\/(?![/\\])[\u0021-\u005b\u005d-\u007e]*$/.test(path)) return '/';
  const read = URL.canParse(path, nowhere) ? new URL(path, nowhere) : null;
  if (!read || read.origin !== nowhere || `${read.pathname}${read.search}` !== path) return '/';
  return doors.some((door) => read.pathname === door || read.pathname.startsWith(`${door}/`)) ? '/' : path;
}
