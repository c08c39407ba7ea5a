import { type WaitingRow, type WaitingWork, waitingFrom } from '#lib/queue';
import { sendMail } from './letter.js';
import { sendReminder } from './send-reminder.job.js';

const long = `interval '10 minutes'`;
const page = 1_000;

/**
 * Letters that are due and not gone: those that waited for their hour, at once; those the outbox has brought to the queue already,
 * only when they have not come out of it for long.
 */
export const waitingMails: WaitingWork = {
  job: sendMail,
  find: (tx, after) =>
    tx.query<WaitingRow>(
      `select id, not_before::text as since from mail
       where sent_at is null and refused_at is null and not_before <= $1
         and (not_before > made_at or not_before <= $1::timestamptz - ${long})
         and (not_before, id) > ($2::timestamptz, $3::uuid)
       order by not_before, id limit ${page}`,
      [tx.now, ...waitingFrom(after)],
    ),
};

/** Reminders the sweep has made and nobody was told of for long. */
export const waitingReminders: WaitingWork = {
  job: sendReminder,
  find: (tx, after) =>
    tx.query<WaitingRow>(
      `select r.id, r.made_at::text as since from reminder r join deadline d on d.id = r.deadline_id
       where r.sent_at is null and d.closed_at is null and r.made_at <= $1::timestamptz - ${long}
         and (r.made_at, r.id) > ($2::timestamptz, $3::uuid)
       order by r.made_at, r.id limit ${page}`,
      [tx.now, ...waitingFrom(after)],
    ),
};
