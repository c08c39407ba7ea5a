import { limitTitle, standingInWords, stopsOf } from '#lib/case-pages';
import { type ActDone, type StepTaken, actOf, openIn, standardItems, standings, states } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import type { Room } from '#lib/deliberations';
import type { Actor } from '#lib/kernel';
import {
  accounts,
  acts,
  bothCalendars,
  breakGlassWords as openingWords,
  committeeWords,
  deadlines as deadlineWords,
  journalWords,
  memberWords,
  procedure,
  say,
} from '#lib/texts';
import {
  Beside,
  Deadline,
  type Happening,
  Lines,
  Link,
  More,
  Notice,
  PageHead,
  Paged,
  Rail,
  Section,
  Stack,
  Tag,
  Text,
  Timeline,
  page,
  statusOf,
} from '#lib/web';
import { unanswered } from '../room/opinions.js';
import type { CommitteeView } from './committee-view.js';
import { Openings } from './openings.js';
import { Missing, Possible } from './possible.js';

const words = committeeWords.case;
const newest = 8;

interface CasePage {
  readonly actor: Actor;
  readonly view: CommitteeView;
  readonly dates: readonly DeadlineView[];
  readonly room: Room;
  readonly done?: string | undefined;
  readonly changed?: boolean;
}

export function casePage({ actor, view, dates, room, done, changed = false }: CasePage) {
  const { head, school, founder } = view;
  const title = say(words.title, { caseNo: head.caseNo });
  const body = (
    <>
      {done ? <Notice title={done} live /> : null}
      {changed ? (
        <Notice title={words.changedTitle} tone="warning" live>
          {words.changed}
        </Notice>
      ) : null}
      <Openings view={view} />
      <OwnDeclaration view={view} />
      <Stack gap="tight">
        <PageHead
          title={title}
          above={<Link href="/">{view.readOnly ? openingWords.reader.list : words.list}</Link>}
          tags={<Tag kind="here">{procedure.states[head.state].name}</Tag>}
          lead={say(words.standing, { on: bothCalendars(head.stateSince), who: procedure.balls[states[head.state].ball].office })}
        />
        <Text tone="small">{say(words.school, { school: school ?? '', founder })}</Text>
      </Stack>
      <Beside side={<Rail stops={stopsOf(view)} />}>
        <Possible actor={actor} view={view} />
        <Missing actor={actor} view={view} />
        <Work view={view} room={room} />
        <Dates dates={dates} view={view} />
        <Course view={view} />
      </Beside>
    </>
  );
  return page(title, body, changed ? { status: statusOf('changed-meanwhile') } : {});
}

/** A member who has to declare (again) is told where she looks first. */
function OwnDeclaration({ view: { head, history, today, appointments } }: Pick<CasePage, 'view'>) {
  const own = standings(history, today).find(({ member }) => appointments.includes(member.id));
  if (own?.owes !== 'declaration' || !openIn(actOf('declareInterests'), head.state)) return null;
  return (
    <Notice title={memberWords.standings.yours} tone="warning">
      <Stack gap="tight">
        <span>{own.declared ? standingInWords(own) : memberWords.standings.yoursLead}</span>
        <Link href={`/cases/${head.id}/acts/declareInterests?member=${own.member.id}`}>{memberWords.standings.declare}</Link>
      </Stack>
    </Notice>
  );
}

function Work({ view, room }: Pick<CasePage, 'view' | 'room'>) {
  const { work } = committeeWords;
  const at = `/cases/${view.head.id}`;
  const link = (path: string, label: string) => (
    <Link href={`${at}/${path}`} inline={false}>
      {label}
    </Link>
  );
  return (
    <Section title={work.title}>
      <Lines
        items={[
          link('items', say(work.items, { done: room.items.length, all: standardItems.length })),
          link('draft', say(work.draft, { count: room.drafts.length })),
          link('opinions', say(work.opinions, { count: unanswered(view.history).length })),
          link('records', work.records),
          link('members', work.members),
          ...(view.readOnly ? [] : [link('acts', work.acts)]),
          ...(view.keepsTheRoom ? [link('journal', journalWords.room.link)] : []),
        ]}
      />
    </Section>
  );
}

function Dates({ dates, view }: Pick<CasePage, 'dates' | 'view'>) {
  return (
    <Section title={committeeWords.dates.title}>
      <Paged items={dates} at={`/cases/${view.head.id}`} name="dates">
        {(some) =>
          some.map((one) => (
            <Deadline
              title={limitTitle(one, view.history)}
              dates={[{ label: deadlineWords.dates.strict, on: one.strict }]}
              working={one.working}
              {...(one.state === 'late' ? { tag: { kind: 'late' as const, label: committeeWords.dates.late } } : {})}
            />
          ))
        }
      </Paged>
      {dates.length === 0 ? <Text>{committeeWords.dates.none}</Text> : null}
    </Section>
  );
}

const happening = (entry: ActDone | StepTaken): Happening =>
  entry.kind === 'act'
    ? { on: entry.occurredOn, title: acts[entry.name].done, by: (accounts.roles as Readonly<Record<string, string>>)[entry.role] }
    : { on: entry.takenOn, title: procedure.steps[entry.name].done };

function Course({ view: { head, history } }: Pick<CasePage, 'view'>) {
  const { timeline } = committeeWords;
  return (
    <Section title={timeline.title}>
      <Paged items={[...history.entries].reverse()} at={`/cases/${head.id}`} name="course">
        {(some) => (
          <>
            <Timeline happenings={some.slice(0, newest).map(happening)} />
            {some.length > newest ? (
              <More label={say(timeline.older, { count: some.length - newest })}>
                <Timeline happenings={some.slice(newest).map(happening)} />
              </More>
            ) : null}
          </>
        )}
      </Paged>
    </Section>
  );
}
