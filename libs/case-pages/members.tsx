import { type ActDone, type CaseView, type Standing, chairOf, lastDayOf, listFor, recusalOf, sits, standings } from '#lib/cases';
import { casePages, choices, memberWords, say, wareki } from '#lib/texts';
import { Lines, List, More, Paged, Section, Stack, Table, Text } from '#lib/web';
import { relationOf } from './options.js';

type Seen = Pick<CaseView, 'history' | 'relatives' | 'school' | 'founder' | 'today'>;
const { list: words, standings: states } = memberWords;
const roleOf = (code: unknown): string => (choices.memberRole as Readonly<Record<string, string>>)[String(code)] ?? '';

/** A party of the case as people call it. */
export function partyInWords({ name, data }: ActDone): string {
  if (name === 'nameRelative')
    return say(words.relative, {
      name: say(casePages.person, { name: String(data.relativeName), relation: relationOf(String(data.relation)) }),
    });
  if (name === 'appointMember') return say(words.member, { name: String(data.memberName), role: roleOf(data.memberRole) });
  return data.partyPost ? say(words.party, { name: String(data.partyName), post: String(data.partyPost) }) : String(data.partyName);
}

/** Whom a declaration is made against: the list as it is now. Without a member, everybody who stands in any list. */
export function DeclaredAgainst({ history, school, founder, today, at }: Seen & { readonly at: string }) {
  const members = history.acts('appointMember').filter((one) => sits(history, one, today));
  const named = new Set([
    ...members.flatMap((one) => listFor(history, one, today)),
    ...history.acts('nameRelative', 'nameParty'),
    ...members,
  ]);
  const all = history.acts('nameRelative', 'nameParty', 'appointMember').filter((one) => named.has(one));
  return (
    <Section title={words.title}>
      <Text tone="small">{words.lead}</Text>
      <List items={[say(words.school, { name: school ?? '' }), say(words.founder, { name: founder }), words.pupil]} />
      <Paged items={all} at={at} name="parties">
        {(some) => <List items={some.map((one) => say(words.since, { what: partyInWords(one), on: wareki(one.occurredOn) }))} />}
      </Paged>
    </Section>
  );
}

/** How a member stands with declarations, in a sentence. */
export function standingInWords({ owes, declared, since, conflict }: Standing): string {
  if (!declared) return states.declaration;
  const on = wareki(declared.occurredOn);
  if (owes === 'declaration') return say(states.declarationAgain, { on, count: since.length });
  return say(conflict ? states.conflict : owes === 'assessment' ? states.assessment : states.nothing, { on });
}

/** Every member who sits with what is still to be declared, and those who left. */
export function Members({ history, today }: Pick<Seen, 'history' | 'today'>) {
  const all = standings(history, today);
  const chair = chairOf(history, today);
  const nameOf = (one: ActDone) => (one === chair ? say(states.chair, { name: String(one.data.memberName) }) : inWords(states.one, one));
  return (
    <Stack>
      {all.length ? (
        <Table
          caption={states.title}
          captionUnseen
          columns={[{ head: states.member }, { head: states.state }]}
          rows={all.map((one) => [nameOf(one.member), <StandingOf {...one} />])}
        />
      ) : (
        <Text>{states.none}</Text>
      )}
      <Gone history={history} today={today} />
    </Stack>
  );
}

/** Those who left: what they did stays in the record. */
export function Gone({ history, today }: Pick<Seen, 'history' | 'today'>) {
  const gone = history.acts('appointMember').filter((one) => !sits(history, one, today));
  return gone.length ? (
    <More label={states.left}>
      <Lines items={gone.map((one) => goneInWords(history, one))} />
    </More>
  ) : null;
}

const inWords = (text: string, { data }: ActDone, more: Readonly<Record<string, string>> = {}): string =>
  say(text, { name: String(data.memberName), role: roleOf(data.memberRole), ...more });

function goneInWords(history: CaseView['history'], one: ActDone): string {
  const recused = recusalOf(history, one);
  return inWords(recused ? states.recused : states.ended, one, { on: wareki(recused?.occurredOn ?? lastDayOf(history, one) ?? '') });
}

const newest = 10;
/** Of those who came since, the newest; all are in the list a declaration is made against. */
const StandingOf = (standing: Standing) => (
  <>
    {standingInWords(standing)}
    {standing.declared && standing.since.length ? <List items={standing.since.slice(-newest).map(partyInWords)} /> : null}
  </>
);
