import { type Again, contentOf } from '#lib/case-pages';
import { type ActDone, type ActName, Words } from '#lib/cases';
import { accounts, familyWords, say, wareki } from '#lib/texts';
import { ButtonForm, DescriptionList, Link, Notice, Paged, Row, Section, Stack, Text } from '#lib/web';
import { Contact } from '../home/blocks.js';
import { Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { mayEnter } from '../own/stands.js';
import { statusOfAgain } from '../own/status.js';
import { titleOf } from '../own/words.js';

const words = familyWords.entered;
const nobody = { relative: () => '', act: () => '' };

/** `waits`: it does not count yet. `open`: she can confirm it. */
interface Entered {
  readonly act: ActDone;
  readonly waits: boolean;
  readonly open: boolean;
  /** She said something of the matter herself, and it stands. */
  readonly own: boolean;
}

/** What others entered for her and she has not answered: what waits first, then what counts already. */
export function enteredIn({ history, me }: Pick<OwnCase, 'history' | 'me'>): readonly Entered[] {
  const spoken = Words.in(history);
  const all = spoken.enteredFor(me.id).map((act) => ({
    act,
    waits: spoken.stateOf(act) === 'waits',
    open: spoken.canBeConfirmed(act),
    own: spoken.ownDay(act, me.id) !== null,
  }));
  return [...all.filter(({ waits }) => waits), ...all.filter(({ waits }) => !waits)];
}

const takesOut = ({ act, waits }: Entered): boolean => act.name === 'withdrawRelative' && waits;

/** On the first page: only where something waits for her, or what was noted can still weigh on the decision. */
export function EnteredNotice({ own }: { readonly own: OwnCase }) {
  const decided = own.history.entries.some(
    ({ kind, name }) => kind === 'step' && (name === 'moveToDetailed' || name === 'decideNotToMove'),
  );
  const open = enteredIn(own).filter((one) => one.waits || (one.open && !decided));
  if (open.length === 0) return null;
  return (
    <Notice title={words.noticeTitle}>
      <Stack gap="tight">
        <Text>{open.some(takesOut) ? words.noticeOut : open.every((one) => one.own) ? words.notice : words.noticeNoted}</Text>
        <Link href={`${homeOf(own)}/entered`} inline={false}>
          {words.link}
        </Link>
      </Stack>
    </Notice>
  );
}

export function enteredPage(own: OwnCase, again?: Again, act: ActName = 'confirmStatement') {
  const entered = enteredIn(own);
  return ownPage({
    own,
    title: words.title,
    lead: entered.length ? words.lead : undefined,
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act={act} again={again} />
        {entered.length ? null : <Text>{words.none}</Text>}
        <Paged items={entered} at={`${homeOf(own)}/entered`} name="entered" size={20}>
          {(some) => some.map((one) => <One own={own} entered={one} />)}
        </Paged>
        {entered.length && !entered.some(takesOut) ? <Text>{words.leave}</Text> : null}
        <Contact own={own} />
      </>
    ),
  });
}

function One({ own, entered }: { readonly own: OwnCase; readonly entered: Entered }) {
  const { act, waits, open, own: said } = entered;
  const out = takesOut(entered);
  const here = `${homeOf(own)}/entered`;
  const who = (accounts.roles as Readonly<Record<string, string>>)[act.role] ?? act.role;
  const Contest = () =>
    mayEnter(own, 'contestStatement') && (waits || act.name !== 'withdrawRepresentative') ? (
      <ButtonForm action={`${here}/contest`} hidden={{ to: act.id }}>
        {out ? words.outContest : words.contest}
      </ButtonForm>
    ) : null;
  return (
    <Section title={out ? words.outTitle : titleOf(act.name)}>
      <Text tone="small">{say(words.by, { on: wareki(act.occurredOn), who })}</Text>
      <DescriptionList entries={contentOf(act, nobody, ['relative', 'mandate'])} />
      <Text>{out ? words.out : waits ? (said ? words.waits : words.waitsFirst) : open ? words.noted : words.counts}</Text>
      <Row>
        {out ? <Contest /> : null}
        {open && mayEnter(own, 'confirmStatement') ? (
          <ButtonForm action={`${here}/confirm`} hidden={{ to: act.id }}>
            {out ? words.outConfirm : words.confirm}
          </ButtonForm>
        ) : null}
        {out ? null : <Contest />}
      </Row>
    </Section>
  );
}
