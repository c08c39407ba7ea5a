import type { PlainDate } from '#lib/kernel';

export type Edition = '2014' | '2025';

/** First day of the guideline of 2025-12-26 (notice 7文科初第1944号): deaths on or after it. */
export const newGuidelineFrom = '2026-02-01';

/**
 * Decides which edition of the guideline a case follows; the edition stays with the case.
 * @param dateOfDeath calendar day in Asia/Tokyo
 * @returns '2025' for deaths from 2026-02-01 on, '2014' before. Deaths before 2014-07-01 fell under the notice of 2011;
 *   they are led by the 2014 edition here, which asks for no less.
 * Source: notice 7文科初第1944号 (2025-12-26); 26文科初第416号 (2014-07-01).
 */
export const editionOf = (dateOfDeath: PlainDate): Edition => (dateOfDeath >= newGuidelineFrom ? '2025' : '2014');
