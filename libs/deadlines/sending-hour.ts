import type { PlainDate } from '#lib/kernel';

/** When reminders of a day are made: 07:00 in Asia/Tokyo, when mail to offices may go. Mail to families waits for its own hours. [design] */
export const startOfSending = (day: PlainDate): Date => new Date(`${day}T07:00:00+09:00`);
export const startOfDay = (day: PlainDate): Date => new Date(`${day}T00:00:00+09:00`);
