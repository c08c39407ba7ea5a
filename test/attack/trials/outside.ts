import { performance } from 'node:perf_hooks';
import { handedIn } from '../../support/form.js';
import { type Trial } from '../frame.js';

/** Somebody without an account, or with one and a stolen cookie. */
export const outside: readonly Trial[] = [
  {
    id: 'DEN-1',
    promise: 'a form of a stranger costs next to nothing',
    run: async ({ four }) => {
      for (const app of ['console', 'family', 'committee'] as const) {
        const from = performance.now();
        const { payload } = await four.app[app].inject({
          method: 'POST',
          url: '/sign-in',
          headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'a=&'.repeat(630_000),
        });
        const ms = Math.round(performance.now() - from);
        if (payload.length > 200_000 || ms > 1_000) return `${app}: ${payload.length} bytes in ${ms} ms`;
      }
      return undefined;
    },
  },
  {
    id: 'LCK-3',
    promise: 'failures with invented names do not keep a colleague behind the same address out',
    run: async ({ four }) => {
      const signIn = (email: string, password: string) =>
        four.app.console.inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password }) });
      for (let n = 0; n < 70; n++) await signIn(`invented${n}@mihon.example`, 'wrong');
      const { email, password } = four.accounts.find((one) => one.email.startsWith('hidamari@'))!;
      const { statusCode } = await signIn(email, password);
      return statusCode === 303 ? undefined : `the right password is answered with ${statusCode}`;
    },
  },
];
