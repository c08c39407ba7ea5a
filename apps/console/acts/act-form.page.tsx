import { DeclaredAgainst } from '#lib/case-pages';
import { type ActName, type CaseView, actForms, referable } from '#lib/cases';
import { type FieldError, type Filled, fieldsOf } from '#lib/forms';
import { acts, consoleWords, refusals, say } from '#lib/texts';
import { Fields, Form, Link, Mistakes, Narrow, Notice, PageHead, Stack, Text, page, statusOf } from '#lib/web';
import { optionsFor } from './act-options.js';

const words = consoleWords.act;

interface Problem {
  readonly code: 'changed-meanwhile' | 'act-not-open' | 'tries-missing' | 'second-person' | 'idempotency-key-reused';
  readonly facts: Readonly<Record<string, unknown>>;
}
interface ActFormPage {
  readonly act: ActName;
  readonly view: CaseView;
  /** The version of the case the form is handed in with. */
  readonly version: number;
  readonly filled: Filled;
  readonly key?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly problem?: Problem | undefined;
}

/** The form of any act, drawn from its class. */
export function actFormPage(form: ActFormPage) {
  const { act, view, version, filled, key, errors = [], problem } = form;
  const at = `/cases/${view.head.id}`;
  const { title, lead } = acts[act];
  const of = actForms[act];
  const body = (
    <Narrow>
      <PageHead above={<Link href={at}>{say(consoleWords.case.title, { caseNo: view.head.caseNo })}</Link>} title={title} lead={lead} />
      {problem ? <WhyNot problem={problem} at={at} /> : null}
      <Mistakes of={of} errors={errors} />
      <NothingToChoose {...form} at={at} />
      {act === 'declareInterests' ? <DeclaredAgainst {...view} at={`${at}/acts/${act}`} /> : null}
      <Form
        action={`${at}/acts/${act}`}
        submit={words.submit}
        version={version}
        hidden={key ? { idempotencyKey: key } : {}}
        back={{ href: at, label: words.back }}
      >
        <Fields of={of} values={filled} errors={errors} options={optionsFor(act, view, filled)} />
        <Text tone="small">{words.nobodySees}</Text>
      </Form>
    </Narrow>
  );
  const code = problem?.code ?? (errors.length ? 'bad-input' : undefined);
  return page(title, body, code ? { wrong: true, status: statusOf(code) } : {});
}

function WhyNot({ problem: { code, facts }, at }: { problem: Problem; at: string }) {
  switch (code) {
    case 'changed-meanwhile':
      return (
        <Notice tone="error" title={words.changedTitle} live>
          <Stack gap="tight">
            <span>{words.changed}</span>
            <Link href={`${at}#course`}>{consoleWords.timeline.title}</Link>
          </Stack>
        </Notice>
      );
    case 'act-not-open':
      return (
        <Notice tone="error" title={words.notOpenTitle} live>
          {words.notOpen}
        </Notice>
      );
    case 'idempotency-key-reused':
      return (
        <Notice tone="error" title={words.reusedTitle} live>
          {words.reused}
        </Notice>
      );
    case 'second-person':
      return (
        <Notice tone="error" title={refusals[code].title} live>
          {refusals[code].text}
        </Notice>
      );
    case 'tries-missing':
      return (
        <Notice tone="error" title={refusals[code].title} live>
          <Stack gap="tight">
            <span>{refusals[code].text}</span>
            <span>{say(words.tries, { tries: Number(facts['tries']), days: Number(facts['days']), ways: Number(facts['ways']) })}</span>
            <Link href={`${at}/acts/tryContact`}>{words.tryContact}</Link>
          </Stack>
        </Notice>
      );
  }
}

/** Where a form asks for a relative or an earlier record and there is none yet, it says so before anything is typed. */
function NothingToChoose({ act, view, at }: ActFormPage & { at: string }) {
  const asked = fieldsOf(actForms[act]).filter(({ required }) => required);
  if (view.relatives.every(({ withdrawn }) => withdrawn) && asked.some(({ kind }) => kind === 'relative' || kind === 'relatives'))
    return (
      <Notice title={words.noRelatives}>
        <Link href={`${at}/acts/nameRelative`}>{words.nameRelative}</Link>
      </Notice>
    );
  const refs = asked.filter(({ kind }) => kind === 'ref');
  return refs.some((field) => referable(view.history, field.act).length === 0) ? <Notice title={words.noRefs} /> : null;
}
