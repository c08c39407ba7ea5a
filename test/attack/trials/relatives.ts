import { randomUUID } from 'node:crypto';
import { act, step } from '../../../seeds/demo/lines.js';
import { linesOf } from '../../../seeds/demo/story.js';
import { tokyoDate } from '#lib/kernel';
import { Browser } from '../../support/sign-in.world.js';
import { hiddenOf } from '../../support/visitor.js';
import { type Attacker } from '../attacker.js';
import { type Trial } from '../frame.js';
import { atConsole } from './production.js';
import { firstOf, refusal } from './told.js';

const today = () => tokyoDate(new Date());
const suspected = {
  bullying: 'no',
  staffConduct: 'no',
  studies: 'no',
  friends: 'no',
  otherSchool: 'no',
  accident: 'no',
  ground: '架空の根拠',
};

/** A case in which kazoku3 and kazoku4 sign in and are asked what they wish. */
export async function asked(attacker: Attacker) {
  const told = await attacker.told(linesOf(['start', 'basic', 'explanation', 'intention']), 40);
  for (const [at, mailbox] of (['kazoku3', 'kazoku4'] as const).entries())
    await attacker.four.sql('update relative set person_id = $2 where id = $1 and person_id is null', [
      told.relatives[at]!,
      await attacker.personOf(mailbox),
    ]);
  const wish = async (mailbox: string) => {
    const { status } = await attacker.fillIn('family', mailbox, `/cases/${told.caseId}/intention`, { wish: 'WISH' });
    if (status !== 303) throw new Error(`${mailbox} cannot say her wish: ${status}`);
  };
  return { ...told, wish, mother: told.relatives[0]!, father: told.relatives[1]! };
}
const lettersOf = (attacker: Attacker, caseId: string) =>
  attacker.four.sql<{ n: number }>('select count(*)::int as n from mail where case_id = $1', [caseId]).then(([row]) => row!.n);

/** Offices against the word of a relative, relatives against each other, and who is let into a case. */
export const relatives: readonly Trial[] = [
  {
    id: 'ONE-2',
    promise: 'what an office says for a relative takes nothing from her own word, whatever day it bears',
    run: async (attacker) => {
      const { caseId, wish, mother } = await asked(attacker);
      await wish('kazoku3');
      return firstOf([today(), tokyoDate(new Date(Date.now() - 10 * 86_400_000))], async (occurredOn) => {
        const body = { occurredOn, relative: mother, wish: 'NO_WISH', statedBy: 'oral' };
        await attacker.api('founder', 'POST', `/cases/${caseId}/acts/recordIntention`, body);
        const { text } = await attacker.get('family', 'kazoku3', `/cases/${caseId}`);
        return /詳細調査について：希望する/.test(text.replace(/<[^>]*>/g, '')) ? undefined : `her wish is gone (${occurredOn})`;
      });
    },
  },
  {
    id: 'ONE-4',
    promise: 'a founder does not come round the wish of both parents by entering that they have none',
    run: async (attacker) => {
      const { wish, on } = await asked(attacker);
      for (const mailbox of ['kazoku3', 'kazoku4']) await wish(mailbox);
      for (const line of linesOf(['notMoved'])) await refusal(on({ ...line, on: 39 }));
      return (await refusal(on(step(39, 'founder', 'decideNotToMove')))) === 'already-there'
        ? 'the case was ended against both'
        : undefined;
    },
  },
  {
    id: 'ONE-5',
    promise: 'an office that enters for her that she wants no contact, or no benefit, ends neither',
    slow: true,
    run: async (attacker) => {
      const { caseId, wish, mother, father } = await asked(attacker);
      for (const mailbox of ['kazoku3', 'kazoku4']) await wish(mailbox);
      const enter = (name: string, body: object) =>
        attacker.api('founder', 'POST', `/cases/${caseId}/acts/${name}`, { occurredOn: today(), statement: '架空の書面', ...body });
      await enter('recordNoContact', { relative: mother, noContactKind: 'declined' });
      for (const relative of [mother, father]) await enter('declineJsc', { relative });
      if ((await attacker.four.sql('select from contact_record where case_id = $1', [caseId])).length > 0)
        return 'she is written to no more';
      const ended = await attacker.four.sql(`select from deadline where case_id = $1 and rule like 'D-JSC%' and closed_as = 'declined'`, [
        caseId,
      ]);
      return ended.length > 0 ? 'her claim was ended' : undefined;
    },
  },
  {
    id: 'ONE-1',
    promise:
      'no act that names an address lets in who has an account already: not the school’s, nor the founder’s, nor as a representative',
    run: async (attacker) => {
      const { caseId, mother } = await asked(attacker);
      const named = { occurredOn: today(), relativeName: '架空 他人', relation: 'other', term: 'jishi', reminders: true };
      const representative = { relative: mother, representativeName: '架空 代理', representativeKind: 'lawyer', maySpeak: true };
      return firstOf(
        [
          ['school', 'nameRelative', 'kazoku1', named],
          ['founder', 'nameRelative', 'kazoku5', named],
          ['founder', 'nameRepresentative', 'dairinin', { occurredOn: today(), ...representative, mayWish: false, copies: false }],
        ] as const,
        async ([role, name, mailbox, body]) => {
          const before = (await attacker.get('family', mailbox, `/cases/${caseId}`)).status;
          const email = `${mailbox}@mihon.example`;
          const { status } = await attacker.api(role, 'POST', `/cases/${caseId}/acts/${name}`, { ...body, email });
          const after = (await attacker.get('family', mailbox, `/cases/${caseId}`)).status;
          if (before !== 404) return `not carried out: ${mailbox} was in the case`;
          return after === 404 ? undefined : `${mailbox} is let in by ${name} of the ${role} (${status})`;
        },
      );
    },
  },
  {
    id: 'ONE-3',
    promise: 'one colleague of the founder alone gets no code for the account of a relative who signs in already',
    run: async (attacker) => {
      const { caseId, mother } = await asked(attacker);
      const by = await attacker.personOf('aozora');
      const { email, password } = attacker.four.accounts.find((one) => one.email.startsWith('kyoiku@'))!;
      const url = `/cases/${caseId}/relatives/${mother}/letter`;
      return atConsole(attacker, {}, async (app) => {
        const founder = new Browser(app, '198.51.100.78');
        await founder.post('/sign-in', { email, password });
        const form = await founder.get(url);
        if (!form.body.includes('name="by"')) return `not carried out: the form is not shown (${form.statusCode})`;
        for (const how of ['known', 'document', 'callBack']) {
          const given = { idempotencyKey: randomUUID(), ...hiddenOf(form.body, url), how, by, on: today(), seen: '架空の確認' };
          const { body } = await founder.follow(await founder.post(url, given));
          if (/[A-Z2-9]{4}(?:\s*-\s*[A-Z2-9]{4}){3}/.test(body.replaceAll(/<[^>]*>/g, ' '))) return 'a code was shown to her alone';
        }
        return undefined;
      });
    },
  },
  {
    id: 'INT-7',
    promise: 'no act happened before the death it follows, whoever enters it',
    run: async (attacker) => {
      const { caseId, mother } = await asked(attacker);
      return firstOf(
        [
          ['founder', 'recordSuspicions', suspected],
          ['school', 'recordCare', { note: '架空' }],
          ['founder', 'tryContact', { relative: mother, way: 'phone' }],
        ] as const,
        async ([role, name, body]) => {
          const { status, text } = await attacker.api(role, 'POST', `/cases/${caseId}/acts/${name}`, { occurredOn: '1900-01-01', ...body });
          if (status === 200) return `${name} of 1900 was taken`;
          return status === 422 && !text.includes('1900') ? undefined : `${name}: ${status} ${text.slice(0, 100)}`;
        },
      );
    },
  },
  {
    id: 'TRC-3',
    promise: 'what one relative does moves nothing in the form of another',
    run: async (attacker) => {
      const { caseId, wish } = await asked(attacker);
      await wish('kazoku3');
      const version = async () =>
        /name="version" value="(\d+)"/.exec((await attacker.get('family', 'kazoku3', `/cases/${caseId}/intention`)).text)?.[1];
      const before = await version();
      await wish('kazoku4');
      await attacker.fillIn('family', 'kazoku4', `/cases/${caseId}/questions`, { question: '見えない質問' });
      const after = await version();
      if (before === undefined) return 'not carried out: the form has no version';
      return before === after ? undefined : `${before} became ${after}`;
    },
  },
  {
    id: 'API-1',
    promise: 'a relative sees no act and no name of another on any page of the case',
    run: async (attacker) => {
      const { caseId, wish } = await asked(attacker);
      await wish('kazoku4');
      await attacker.fillIn('family', 'kazoku4', `/cases/${caseId}/questions`, { question: '父の質問の印' });
      return firstOf(['', '/questions', '/intention', '/opened', '/entered'], async (below) => {
        const { text } = await attacker.get('family', 'kazoku3', `/cases/${caseId}${below}`);
        return text.includes('父の質問の印') ? `shown at ${below || 'the case'}` : undefined;
      });
    },
  },
  {
    id: 'FLD-3',
    promise: 'what one relative does again and again makes one letter for each who is told, and one more of what came after',
    run: async (attacker) => {
      const { caseId } = await asked(attacker);
      const before = await lettersOf(attacker, caseId);
      const page = `/cases/${caseId}/questions`;
      for (let n = 0; n < 12; n += 1) {
        const { status } = await attacker.fillIn('family', 'kazoku3', page, { question: `架空の質問 ${n}`, idempotencyKey: randomUUID() });
        if (status !== 303) return `not carried out: ${status}`;
      }
      const readers = await attacker.four.sql('select distinct person_id from mail where case_id = $1', [caseId]);
      const made = (await lettersOf(attacker, caseId)) - before;
      return made <= 2 * Math.max(readers.length, 1) ? undefined : `${made} letters to ${readers.length} readers`;
    },
  },
  {
    id: 'FLD-4',
    promise: 'a school that names parties one after another writes no letter for each',
    slow: true,
    run: async (attacker) => {
      const { caseId, on } = await attacker.told(
        linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp']),
        100,
      );
      const before = await lettersOf(attacker, caseId);
      for (let n = 0; n < 10; n += 1)
        await on(act(99, 'founder', 'nameParty', () => ({ partyKind: 'person', partyName: `架空 ${n}`, partyPost: '教員' })));
      const readers = await attacker.four.sql('select distinct person_id from mail where case_id = $1', [caseId]);
      const made = (await lettersOf(attacker, caseId)) - before;
      return made <= 2 * Math.max(readers.length, 1) ? undefined : `${made} letters to ${readers.length} readers`;
    },
  },
];
