import { type NeedName, type Possible as PossibleStep, actOf, needs, openIn, stepOf } from '#lib/cases';
import { type Actor, type Role, countsAs } from '#lib/kernel';
import { accounts, committeeWords, procedure, say } from '#lib/texts';
import { ButtonForm, Lines, Link, More, Panel, Section, Source, Text } from '#lib/web';
import type { CommitteeView } from './committee-view.js';

interface Props {
  readonly actor: Actor;
  readonly view: CommitteeView;
}
const rolesInWords = (roles: readonly Role[]): string => [...new Set(roles.map((role) => accounts.roles[role]))].join('・');
const mine = ({ step }: PossibleStep, { role }: Actor): boolean => countsAs(role, stepOf(step).by);

/** The steps this person can take now, and those others can. */
export function Possible({ actor, view: { head, possible } }: Props) {
  const words = committeeWords.possible;
  const ready = possible.filter(({ missing }) => missing.length === 0);
  const own = ready.filter((one) => mine(one, actor));
  return (
    <Section title={words.title}>
      {own.map(({ step, to }) => (
        <Panel>
          <Text>{say(words.leads, { state: procedure.states[to].name })}</Text>
          <ButtonForm action={`/cases/${head.id}/steps/${step}`} weight={own.length === 1 ? 'primary' : 'secondary'} version={head.version}>
            {procedure.steps[step].name}
          </ButtonForm>
        </Panel>
      ))}
      {own.length === 0 ? <Text>{words.none}</Text> : null}
      {ready
        .filter((one) => !mine(one, actor))
        .map(({ step }) => (
          <Text tone="small">{say(words.others, { step: procedure.steps[step].name, who: rolesInWords(stepOf(step).by) })}</Text>
        ))}
    </Section>
  );
}

/** What is still missing for the steps of the committee, each with the form that supplies it and its source. */
export function Missing({ actor, view }: Props) {
  const words = committeeWords.missing;
  const waiting = view.possible.filter((one) => one.missing.length > 0 && mine(one, actor));
  if (waiting.length === 0) return null;
  return (
    <Section title={words.title}>
      {waiting.map(({ step, missing }) => (
        <Section title={say(words.forStep, { step: procedure.steps[step].name })} level={3}>
          <Lines
            items={missing.map((need) => (
              <Need need={need} actor={actor} view={view} />
            ))}
          />
        </Section>
      ))}
      <Grounds guards={waiting.flatMap(({ missing }) => missing.map((need) => needs[need].guard))} />
    </Section>
  );
}

/** Where the committee has a page of its own for what is missing. */
const pages: Partial<Record<NeedName, string>> = {
  standardItemsAnswered: 'items',
  draftFrozen: 'draft',
  opinionsAnswered: 'opinions',
  opinionsHeard: 'opinions',
  conflictsCleared: 'members',
};

function Need({ need, actor, view: { head } }: Props & { readonly need: NeedName }) {
  const { act, guard } = needs[need];
  const { by } = actOf(act);
  const text = procedure.needs[need];
  const may = countsAs(actor.role, by) && openIn(actOf(act), head.state);
  return (
    <>
      <Text>{text.missing}</Text>
      {may ? (
        <Link
          href={`/cases/${head.id}/${pages[need] ?? `acts/${act}${need.endsWith('ReadThrough') ? `?document=${documentOf(need)}` : ''}`}`}
          inline={false}
        >
          {text.action}
        </Link>
      ) : (
        <Text tone="small">{say(committeeWords.missing.by, { who: rolesInWords(by) })}</Text>
      )}
      <Source>{markOf(guard)}</Source>
    </>
  );
}

type Guard = keyof typeof procedure.guards;
const isGuard = (name: string): name is Guard => Object.hasOwn(procedure.guards, name);
const markOf = (guard: string): string => procedure.marks[procedure.guards[isGuard(guard) ? guard : 'design'].mark];

/** The guards these needs belong to, with their text and where it stands. */
const Grounds = ({ guards }: { readonly guards: readonly string[] }) => (
  <More label={committeeWords.missing.grounds}>
    {[...new Set(guards)].filter(isGuard).map((guard) => (
      <>
        <Text>{say(committeeWords.missing.one, procedure.guards[guard])}</Text>
        <Source>{procedure.guards[guard].source}</Source>
      </>
    ))}
  </More>
);

const documentOf = (need: NeedName): string => (need === 'draftReadThrough' ? 'draftReport' : 'finalReport');
