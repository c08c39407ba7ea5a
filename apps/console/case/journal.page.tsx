import { type CaseHead, isAct, isStep } from '#lib/cases';
import { isRuleId } from '#lib/deadlines';
import type { Entry } from '#lib/journal';
import { acts, consoleWords, deadlines, procedure, say } from '#lib/texts';
import { EmptyState, Link, Moment, PageHead, Pagination, Table, page } from '#lib/web';
import { roleName } from '../words.js';

const words = consoleWords.journal;

interface JournalPage {
  readonly head: CaseHead;
  readonly entries: readonly Entry[];
  readonly names: ReadonlyMap<string, string>;
  /** Number of the last entry shown, where older ones follow. */
  readonly older: number | undefined;
  readonly paged: boolean;
}

export function journalPage({ head, entries, names, older, paged }: JournalPage) {
  const at = `/cases/${head.id}`;
  const body = (
    <>
      <PageHead
        above={<Link href={at}>{say(consoleWords.case.title, { caseNo: head.caseNo })}</Link>}
        title={words.title}
        lead={words.lead}
      />
      {entries.length === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <Table
          caption={words.title}
          captionUnseen
          columns={[words.at, words.who, words.what].map((head) => ({ head }))}
          rows={entries.map((entry) => [<Moment at={new Date(entry.at)} />, who(entry, names), whatIn(entry)])}
        />
      )}
      <Pagination next={older === undefined ? undefined : `${at}/journal?before=${older}`} />
      {paged ? <Link href={`${at}/journal`}>{words.newest}</Link> : null}
    </>
  );
  return page(words.title, body);
}

function who({ personId, role }: Entry, names: ReadonlyMap<string, string>): string {
  const name = names.get(personId);
  return name === undefined
    ? role === 'system'
      ? words.system
      : roleName(role)
    : say(words.personAndRole, { name, role: roleName(role) });
}

const wordIn = (of: Readonly<Record<string, string>> & { readonly other: string }, code: unknown): string =>
  typeof code === 'string' && Object.hasOwn(of, code) ? of[code]! : of.other;

/** What an entry says, in words; never more than its codes. */
export function whatIn({ event, facts, zone }: Pick<Entry, 'event' | 'facts' | 'zone'>): string {
  const { what, act, step, rule } = facts;
  if (event === 'read')
    return say(words.read, {
      what: wordIn(words.reads, zone === 'family' || (zone === 'committee' && what !== 'deliberation') ? zone : what),
    });
  if (event === 'act-recorded' && typeof act === 'string' && isAct(act)) return say(words.act, { what: acts[act].done });
  if (event === 'step-taken' && typeof step === 'string' && isStep(step)) return say(words.step, { what: procedure.steps[step].done });
  const named = wordIn(words.events, event);
  return isRuleId(rule) ? say(words.deadline, { event: named, rule: deadlines.rules[rule] }) : named;
}
