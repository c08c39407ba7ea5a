import { type Again, DeclaredAgainst, optionsOf } from '#lib/case-pages';
import { type ActName, actForms, actOf, sitting } from '#lib/cases';
import type { Filled } from '#lib/forms';
import { acts, committeeWords, say } from '#lib/texts';
import { Fields, Form, Link, Mistakes, Narrow, Notice, type Options, PageHead, Text, page, statusOf } from '#lib/web';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.act;

interface ActForm {
  readonly act: ActName;
  readonly view: CommitteeView;
  readonly values?: Filled;
  readonly again?: Again | undefined;
}

/** The form of any act, drawn from its class. */
export function actFormPage({ act, view, values = {}, again }: ActForm) {
  const at = `/cases/${view.head.id}`;
  const form = actForms[act];
  const { title, lead } = acts[act];
  const { closed, toFamily } = actOf(act);
  const body = (
    <Narrow>
      <PageHead title={title} lead={lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      <Returned act={act} again={again} />
      {toFamily ? <Text tone="small">{words.forFamily}</Text> : null}
      {closed ? <Text tone="small">{words.room}</Text> : null}
      {act === 'declareInterests' ? <DeclaredAgainst {...view} at={`/cases/${view.head.id}/acts/${act}`} /> : null}
      <Form action={`${at}/acts/${act}`} submit={words.submit} version={view.head.version} back={{ href: at, label: words.back }}>
        <Fields
          of={form}
          values={again?.values ?? values}
          errors={again?.errors}
          options={optionsFor(act, view, again?.values ?? values)}
        />
        <Text tone="small">{words.keeps}</Text>
      </Form>
    </Narrow>
  );
  return page(title, body, answerOf(again));
}

/** How a page answers whose form came back. */
export const answerOf = (again: Again | undefined) => (!again ? {} : again.problem ? { status: statusOf(again.problem) } : { wrong: true });

const problems = {
  'changed-meanwhile': { title: words.changedTitle, text: words.changed },
  'act-not-open': { title: words.closedTitle, text: words.closed },
  'idempotency-key-reused': { title: words.reusedTitle, text: words.reused },
} as const;

/** What stands above a form that came back. */
export function Returned({
  act,
  again,
  submit = words.submit,
}: {
  readonly act: ActName;
  readonly again: Again | undefined;
  readonly submit?: string;
}) {
  if (!again) return null;
  if (!again.problem) return <Mistakes of={actForms[act]} errors={again.errors} />;
  const { title, text } = problems[again.problem as keyof typeof problems] ?? problems['changed-meanwhile'];
  return (
    <Notice title={title} tone="warning" live>
      {say(text, { submit })}
    </Notice>
  );
}

const unansweredOnly: Partial<Record<ActName, ActName>> = { answerOpinion: 'giveOpinion', answerQuestion: 'askQuestion' };

/** Of what is answered only what waits for an answer, unless all was answered; of members those who sit, for a member herself. */
function optionsFor(act: ActName, view: CommitteeView, values: Filled): Options {
  const asked = unansweredOnly[act];
  const waiting = new Set(asked ? view.history.unanswered(asked, act).map(({ id }) => id) : []);
  const seats = sitting(view.history, view.today).map(({ id }) => id);
  const allowed = new Set(view.keepsDeclarations ? seats : seats.filter((id) => view.appointments.includes(id)));
  return optionsOf(view, actForms[act], values, ({ id, name }) => {
    // What offices entered for relatives is confirmed by offices.
    if (act === 'attestStatement') return name === 'giveOpinion';
    if (name === asked) return waiting.size === 0 || waiting.has(id);
    return name !== 'appointMember' || allowed.has(id);
  });
}
