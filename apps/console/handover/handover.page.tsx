import type { Leaver } from '#lib/administration';
import type { PlainDate } from '#lib/kernel';
import { accounts, deadlines as deadlineTexts, handoverWords as words, procedure, say } from '#lib/texts';
import { ButtonForm, Day, EmptyState, Lines, Link, List, Notice, PageHead, Row, Section, Stack, Tag, Text, page } from '#lib/web';
import { FormOf, type Shown, statusOfShown, WhyNot } from '../people/form.page.js';
import { NameSuccessor } from './handover.form.js';
import type { OpenCase } from './handover.load.js';

export interface Handed {
  readonly leaver: Leaver;
  readonly cases: readonly OpenCase[];
  readonly takersOver: readonly { readonly personId: string; readonly name: string }[];
}
interface HandoverPage {
  readonly handed: readonly Handed[];
  readonly today: PlainDate;
  readonly done?: 'successor' | 'closed' | undefined;
  /** The form that came back, by the grant it is about. */
  readonly shown?: { readonly grantId: string; readonly as: Shown };
}

/** Who left or leaves soon, and the work each leaves open. */
export function handoverPage({ handed, today, done, shown }: HandoverPage) {
  const body = (
    <Stack gap="wide">
      <PageHead title={words.title} lead={words.lead} />
      {shown ? <WhyNot of={NameSuccessor} {...shown.as} /> : null}
      {done ? <Notice title={words.done[done]} live /> : null}
      {handed.length === 0 ? <EmptyState title={words.none} /> : null}
      {handed.map((one) => (
        <One {...one} today={today} shown={shown?.grantId === one.leaver.grantId ? shown.as : {}} />
      ))}
    </Stack>
  );
  return page(words.title, body, shown ? statusOfShown(shown.as) : {});
}

function One({ leaver, cases, takersOver, today, shown }: Handed & { readonly today: PlainDate; readonly shown: Shown }) {
  const { grantId, name, organisationName, role, lastDay, alone, successorName } = leaver;
  return (
    <Section title={name} quiet>
      <Text>{say(words.was, { organisation: organisationName, role: accounts.roles[role] })}</Text>
      <Row>
        <span>
          {lastDay < today ? words.leftOn : words.leavesOn} <Day on={lastDay} />
        </span>
        {alone ? <Tag kind="late">{words.alone}</Tag> : null}
      </Row>
      {cases.length === 0 ? (
        <Text>{words.nothingOpen}</Text>
      ) : (
        <Lines
          items={cases.map((one) => (
            <Case {...one} />
          ))}
        />
      )}
      <Text>{successorName === null ? words.noSuccessor : say(words.successor, { name: successorName })}</Text>
      {takersOver.length > 0 ? (
        <FormOf
          of={NameSuccessor}
          action={`/handover/${grantId}/successor`}
          submit={words.nameSubmit}
          weight="secondary"
          idOf={(field) => `f-${field}-${grantId}`}
          lists={{ successor: takersOver.map(({ personId, name: label }) => ({ value: personId, label })) }}
          {...shown}
        />
      ) : null}
      <div>
        <ButtonForm action={`/handover/${grantId}/close`}>{say(words.close, { name })}</ButtonForm>
      </div>
    </Section>
  );
}

function Case({ head, contact, waiting, deadlines }: OpenCase) {
  const at = `/cases/${head.id}`;
  const [next] = deadlines;
  return (
    <Stack gap="tight">
      <Row>
        <Link href={at}>{head.caseNo}</Link>
        <span>{procedure.states[head.state].name}</span>
      </Row>
      <List
        items={[
          ...(contact ? [<Link href={`${at}/acts/nameFamilyContact`}>{words.contact}</Link>] : []),
          ...(waiting > 0 ? [<Link href={`${at}#waiting`}>{say(words.waiting, { count: waiting })}</Link>] : []),
          ...(next
            ? [
                <>
                  {say(words.deadlines, { count: deadlines.length, rule: deadlineTexts.rules[next.rule] })} <Day on={next.safe} />
                </>,
              ]
            : []),
        ]}
      />
    </Stack>
  );
}
