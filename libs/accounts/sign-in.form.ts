import { Email, type FieldError, type Filled, readForm } from '#lib/forms';
import { longestPassword } from './password.js';

/** The password stands beside the form: it is neither trimmed nor ever filled in again. */
export class SignInForm {
  @Email() email: string;
}

export type SignInRead =
  | { readonly email: string; readonly password: string; readonly errors?: undefined }
  | { readonly errors: readonly FieldError[]; readonly filled: Filled };

function wrongPassword(password: unknown): string | undefined {
  if (typeof password !== 'string' || password === '') return 'required';
  return password.length > longestPassword ? 'too-long' : undefined;
}

/** Reads what was posted. Whether the account exists is no question of the form. */
export function readSignIn(body: unknown): SignInRead {
  const { password } = (body ?? {}) as { readonly password?: unknown };
  const read = readForm(SignInForm, body);
  const code = wrongPassword(password);
  if (read.value && !code) return { email: read.value.email, password: password as string };
  const filled = read.filled ?? { email: read.value!.email };
  return { errors: [...(read.errors ?? []), ...(code ? [{ field: 'password', code }] : [])], filled };
}
