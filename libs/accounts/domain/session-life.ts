import type { WebApp } from './doors.js';

/** Minutes without a request after which a session ends. Family phones are lent and lost more often than office machines. */
export const idleMinutes: Readonly<Record<WebApp, number>> = { console: 60, committee: 60, family: 30 };

/** Hours after which a session ends however busy it is: a working day. */
export const absoluteHours = 12;

/** Minutes after signing in during which a person may change how they sign in. */
export const freshMinutes = 15;
