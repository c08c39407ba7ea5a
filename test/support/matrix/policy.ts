import { type PersonRole, type Relation, people } from './world.js';

/**
 * Who gets an answer, route by route. A role that stands in a line may knock; a word behind it says for which cases it is let in, and in every
 * other relation the case is not found. A role that does not stand there is refused (403); one the app does not know at all is asked to sign in.
 * `whoseItIs`: about a thing of one person, whatever the role. The matrix asks for the thing of somebody else, which nobody finds.
 */
export type Line = Readonly<Partial<Record<PersonRole, readonly Relation[]>>> | 'everybody' | 'public' | 'whoseItIs';

const own: readonly Relation[] = ['own'];
/** Both cases are the founder's own. */
const ofTheFounder: readonly Relation[] = ['own', 'other'];

const staff = { school: own, founder: ofTheFounder, founderHead: ofTheFounder };
/** A reader finds what every relative agreed to show, wherever it lies. */
const onlookers = { prefecture: own, reader: ['own', 'never'] } as const;
const committee = { committeeMember: own, secretariat: own };
/** Whoever the room was opened to where law demands it: reads, and writes nothing. */
const room = { ...committee, breakGlass: own };
const relative = { relative: own };
/** A relative and whoever acts for her. */
const family = { relative: own, representative: own };
/** What is asked for there is of the caller's own founder in each of these; with another founder's administrator it is not found. */
const reached = { administrator: ['own', 'other', 'foreign'] } as const;
/** The thing that is asked for is of nobody. */
const nothing: readonly Relation[] = [];
/** Routes without a case: whoever of these comes is let in. */
const always: readonly Relation[] = ['own', 'other', 'foreign', 'never', 'recused'];
const all = (...roles: readonly PersonRole[]): Line => Object.fromEntries(roles.map((role) => [role, always]));

export const policy: Readonly<Record<string, Line>> = {
  'console GET /': 'everybody',
  'console GET /cases': 'everybody',
  'console GET /cases/report': all('school', 'founder', 'founderHead'),
  'console POST /cases/report': all('school', 'founder', 'founderHead'),
  'console GET /cases/:id': { ...staff, ...onlookers },
  'console POST /cases/:id/steps/:step': staff,
  'console GET /cases/:id/acts': staff,
  'console GET /cases/:id/acts/:act': staff,
  'console POST /cases/:id/acts/:act': staff,
  'console GET /cases/:id/acts/:act/:actId': staff,
  'console GET /cases/:id/journal': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console GET /cases/:id/journal/export': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console GET /journal-roots': all('founder', 'founderHead', 'administrator', 'prefecture', 'reader'),
  // Made by the founder alone: whoever makes a letter could use it.
  'console GET /cases/:id/relatives/:relative/letter': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console POST /cases/:id/relatives/:relative/letter': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console GET /cases/:id/representatives/:mandate/letter': { founder: own, founderHead: own },
  'console POST /cases/:id/representatives/:mandate/letter': { founder: own, founderHead: own },
  // Found by the one who is named in it alone.
  'console GET /cases/:id/letter-requests/:request': { school: nothing, founder: nothing, founderHead: nothing },
  'console POST /cases/:id/letter-requests/:request': { school: nothing, founder: nothing, founderHead: nothing },
  'console GET /cases/:id/report': { founder: own, founderHead: own },
  'console GET /handover': all('school', 'founder', 'founderHead'),
  'console POST /handover/:id/successor': { school: nothing, founder: nothing, founderHead: nothing },
  'console POST /handover/:id/close': { school: nothing, founder: nothing, founderHead: nothing },
  'console GET /people': all('administrator'),
  'console POST /people/search': all('administrator'),
  // The head looks at what administrators do, and they at what the head does.
  'console GET /people/journal': all('administrator', 'founderHead'),
  'console GET /people/add': all('administrator'),
  'console POST /people/add': all('administrator'),
  'console GET /people/organisations/add': all('administrator'),
  'console POST /people/organisations/add': all('administrator'),
  'console GET /people/organisations/:id': reached,
  'console GET /people/organisations/:id/name': reached,
  'console POST /people/organisations/:id/name': reached,
  'console GET /people/:id': reached,
  'console GET /people/:id/name': reached,
  'console POST /people/:id/name': reached,
  'console GET /people/:id/grants': reached,
  'console POST /people/:id/grants': reached,
  'console POST /people/:id/letter': reached,
  'console GET /people/:id/leave': reached,
  'console POST /people/:id/leave': reached,
  'console GET /people/grants/:id': reached,
  'console POST /people/grants/:id/last-day': reached,
  'console POST /people/grants/:id/transfer': reached,
  'console POST /people/grants/:id/end': reached,
  'console GET /tokens': all('administrator'),
  'console POST /tokens': all('administrator'),
  'console POST /tokens/:id/revoke': { administrator: nothing },
  'console GET /tokens/:id/take': { school: nothing, founder: nothing, founderHead: nothing, prefecture: nothing, reader: nothing },
  'console POST /tokens/:id/take': { school: nothing, founder: nothing, founderHead: nothing, prefecture: nothing, reader: nothing },
  'console GET /cases/:id/break-glass': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console POST /cases/:id/break-glass': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console GET /cases/:id/break-glass/:opening/stop': { founderHead: ofTheFounder },
  'console POST /cases/:id/break-glass/:opening/stop': { founderHead: ofTheFounder },
  'console POST /cases/:id/break-glass/:opening/:doing': { founder: ofTheFounder, founderHead: ofTheFounder },
  'console GET /procedure': 'everybody',
  'console GET /procedure.svg': 'everybody',
  'console GET /limits': 'everybody',
  'console POST /limits': 'everybody',
  'console GET /training-clock': 'everybody',
  'console POST /training-clock': 'everybody',

  // A fresh start for a colleague: one begins, a second person confirms. The id of a case is none of a recovery.
  'console GET /recovery': all('administrator', 'founderHead'),
  'console POST /recovery': all('administrator'),
  'console GET /recovery/:id': { administrator: [], founderHead: [] },
  'console POST /recovery/:id': { administrator: [], founderHead: [] },
  'console GET /recovery/requests/:id': { administrator: [], founderHead: [] },
  'console POST /recovery/requests/:id': { administrator: [], founderHead: [] },

  'family GET /': 'everybody',
  'family GET /:page': 'everybody',
  'family GET /cases/:id': family,
  'family GET /cases/:id/entered': family,
  'family POST /cases/:id/entered/confirm': relative,
  'family POST /cases/:id/entered/contest': relative,
  'family GET /cases/:id/intention': family,
  'family POST /cases/:id/intention': family,
  'family GET /cases/:id/publication-wish': family,
  'family POST /cases/:id/publication-wish': family,
  'family GET /cases/:id/supplement': family,
  'family POST /cases/:id/supplement': family,
  'family GET /cases/:id/restore-contact': family,
  'family POST /cases/:id/restore-contact': family,
  'family GET /cases/:id/questions': family,
  'family POST /cases/:id/questions': family,
  'family GET /cases/:id/draft': family,
  'family GET /cases/:id/draft/parts/:part': family,
  'family POST /cases/:id/draft': family,
  'family GET /cases/:id/report': family,
  'family GET /cases/:id/report/parts/:part': family,
  'family GET /cases/:id/progress': family,
  'family GET /cases/:id/objection': family,
  'family POST /cases/:id/objection': family,
  'family GET /cases/:id/jsc': family,
  'family GET /cases/:id/opened': family,
  'family GET /cases/:id/representative': family,
  // Named by the relative alone; ended by her or by whoever steps back.
  'family POST /cases/:id/representative': relative,
  'family POST /cases/:id/representative/end': family,
  'family GET /cases/:id/reminders': relative,
  'family POST /cases/:id/reminders': relative,

  'family GET /account/mail': 'everybody',
  'family POST /account/mail': 'everybody',
  'family POST /account/mail/send': 'everybody',

  'committee GET /': 'everybody',
  'committee GET /cases/:id': room,
  'committee GET /cases/:id/break-glass/:opening/stop': committee,
  'committee POST /cases/:id/break-glass/:opening/stop': committee,
  'committee POST /cases/:id/steps/:step': committee,
  'committee GET /cases/:id/acts': room,
  'committee GET /cases/:id/acts/:act': committee,
  'committee POST /cases/:id/acts/:act': committee,
  'committee GET /cases/:id/items': room,
  'committee GET /cases/:id/draft': room,
  'committee POST /cases/:id/draft': committee,
  'committee GET /cases/:id/opinions': room,
  'committee GET /cases/:id/members': room,
  /** The member of the matrix is the chair. */
  'committee GET /cases/:id/journal': committee,
  'committee GET /cases/:id/records': room,
  'committee GET /cases/:id/records/:act': room,

  'api GET /v1/cases': all('school', 'founder', 'founderHead', 'committeeMember', 'secretariat', 'relative', 'prefecture', 'reader'),
  'api POST /v1/cases': all('school', 'founder', 'founderHead'),
  'api GET /v1/cases/:id': { ...staff, ...onlookers, ...committee, ...relative },
  'api POST /v1/cases/:id/steps/:step': { ...staff, ...committee, ...relative },
  'api POST /v1/cases/:id/acts/:act': { ...staff, ...committee, ...relative },
  'api GET /v1/cases/:id/journal': { founder: ofTheFounder, founderHead: ofTheFounder },
  'api GET /v1/journal/roots': all('founder', 'founderHead', 'administrator', 'prefecture', 'reader'),
  'api GET /v1/schools': all('school', 'founder', 'founderHead'),
  'api GET /v1/procedure': 'everybody',
  'api POST /v1/limits/preview': 'public',
  'api GET /v1/training/clock': 'everybody',
  'api PUT /v1/training/clock': 'everybody',
  'api GET /v1/openapi.json': 'public',
};

/** Signing in and one's own account, the same in the three apps of pages. */
const signingIn: Readonly<Record<string, Line>> = {
  'GET /sign-in': 'public',
  'GET /invitation': 'public',
  'POST /invitation': 'public',
  'POST /sign-in': 'public',
  'GET /sign-in/role': 'everybody',
  'POST /sign-in/role': 'everybody',
  'POST /sign-out': 'public',
  'GET /sign-in/enrol': 'public',
  'POST /sign-in/enrol/address': 'public',
  'POST /sign-in/enrol/address/send': 'public',
  'GET /sign-in/enrol/mail': 'public',
  'POST /sign-in/enrol/mail': 'public',
  'POST /sign-in/enrol/mail/send': 'public',
  'GET /sign-in/enrol/passkey': 'public',
  'POST /sign-in/enrol/passkey': 'public',
  'GET /sign-in/enrol/totp': 'public',
  'POST /sign-in/enrol/totp': 'public',
  'GET /sign-in/passkey': 'public',
  'POST /sign-in/passkey': 'public',
  'POST /sign-in/passkey/begin': 'public',
  'GET /sign-in/second': 'public',
  'GET /sign-in/second/mail': 'public',
  'POST /sign-in/second/mail': 'public',
  'POST /sign-in/second/mail/send': 'public',
  'GET /sign-in/second/passkey': 'public',
  'POST /sign-in/second/passkey': 'public',
  'GET /sign-in/second/totp': 'public',
  'POST /sign-in/second/totp': 'public',
  'GET /account': 'everybody',
  'GET /account/address': 'everybody',
  'POST /account/address': 'everybody',
  'POST /account/address/send': 'everybody',
  'GET /account/passkey': 'everybody',
  'POST /account/passkey': 'everybody',
  'POST /account/passkey/:id/remove': 'whoseItIs',
  'GET /account/password': 'everybody',
  'POST /account/password': 'everybody',
  'GET /account/totp': 'everybody',
  'POST /account/totp': 'everybody',
  'POST /account/:factor/begin': 'everybody',
  'POST /account/:factor/remove': 'whoseItIs',
  'POST /account/sessions/:id/end': 'whoseItIs',
  'POST /account/sessions/end-all': 'everybody',
  // What waits and concerns oneself; the matrix asks for what concerns somebody else.
  'POST /account/waiting/:id/stop': 'whoseItIs',
};

/** Codes by mail are for relatives alone; the pages stand in all three apps, and elsewhere they are not there. */
const codesByMail = ['GET /account/mail', 'POST /account/mail', 'POST /account/mail/send'];

export const wholePolicy: Readonly<Record<string, Line>> = {
  ...Object.fromEntries(['console', 'committee'].flatMap((app) => codesByMail.map((route) => [`${app} ${route}`, 'whoseItIs' as const]))),
  ...policy,
  // What waits for a second person about oneself can be stopped, by whoever is concerned.
  ...Object.fromEntries(['console', 'family', 'committee'].map((app) => [`${app} POST /account/waiting/:id/stop`, 'whoseItIs' as const])),
  ...Object.fromEntries(
    ['console', 'family', 'committee'].flatMap((app) => Object.entries(signingIn).map(([route, line]) => [`${app} ${route}`, line])),
  ),
};

/** Whom each app lets in at all. */
export const admitted: Readonly<Record<'console' | 'family' | 'committee' | 'api', readonly PersonRole[]>> = {
  console: ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator'],
  family: ['relative', 'representative'],
  committee: ['committeeMember', 'secretariat', 'breakGlass'],
  api: people,
};
