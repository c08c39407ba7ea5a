import { seesOutlineOnly, states } from '#lib/cases';
import { countsAs } from '#lib/kernel';
import { consoleWords, procedure, say } from '#lib/texts';
import { Beside, Link, Notice, PageHead, Rail, Row, ScreenOnly, Tag, page } from '#lib/web';
import { About } from './about.js';
import type { CaseData } from './case.load.js';
import { Dates } from './dates.js';
import { Family } from './family.js';
import { Members } from './members.js';
import { Missing } from './missing.js';
import { Now } from './now.js';
import { stopsOf, tracksBeside } from './rail.js';
import { Course } from './course.js';
import { Waiting } from './waiting.js';

const words = consoleWords.case;

interface Outcome {
  /** What was just done. */
  readonly done?: string | undefined;
  /** Why a step was not taken. */
  readonly problem?: string;
  readonly status?: number;
}

/** One case: where it stands at the side, what can be done now at its heart, then what is missing, the dates, the family, the course. */
export function casePage(data: CaseData, { done, problem, status }: Outcome = {}) {
  const { view } = data;
  const title = say(words.title, { caseNo: view.head.caseNo });
  const body = (
    <>
      <Head {...data} />
      {done ? <Notice title={done} live /> : null}
      {problem ? (
        <Notice tone="error" title={consoleWords.problems.stepTitle} live>
          {problem}
        </Notice>
      ) : null}
      {view.unreadable && !view.outline ? <Notice tone="error" title={say(words.unreadable, { count: view.unreadable })} /> : null}
      <Beside side={<Rail stops={stopsOf(view)} tracks={tracksBeside(view)} />}>
        {view.outline ? <Outline {...data} /> : <Whole {...data} />}
      </Beside>
    </>
  );
  return page(title, body, problem ? { wrong: true, ...(status === undefined ? {} : { status }) } : {});
}

function Head({ view, deadlines, actor, hasFinalReport }: CaseData) {
  const { head, founder, school } = view;
  const late = deadlines.filter(({ state }) => state === 'late').length;
  const at = `/cases/${head.id}`;
  return (
    <>
      <PageHead
        above={
          <Row>
            <span>{founder}</span>
            {school ? <span>{school}</span> : null}
          </Row>
        }
        title={say(words.title, { caseNo: head.caseNo })}
        tags={
          <>
            <Tag kind="here">{procedure.states[head.state].name}</Tag>
            {late ? <Tag kind="late">{say(words.lateCount, { count: late })}</Tag> : null}
          </>
        }
        lead={say(words.ball, { who: procedure.balls[states[head.state].ball].office })}
      />
      <ScreenOnly>
        <Row>
          {seesOutlineOnly(actor) ? null : (
            <Link href={`${at}/acts`} inline={false}>
              {words.acts}
            </Link>
          )}
          <Link href={`/procedure?here=${head.state}&from=${head.id}`} inline={false}>
            {words.drawing}
          </Link>
          {countsAs(actor.role, ['founder']) ? (
            <Link href={`${at}/journal`} inline={false}>
              {words.journal}
            </Link>
          ) : null}
          {hasFinalReport && countsAs(actor.role, ['founder']) ? (
            <Link href={`${at}/report`} inline={false}>
              {words.finalReport}
            </Link>
          ) : null}
        </Row>
      </ScreenOnly>
    </>
  );
}

const Whole = (data: CaseData) => (
  <>
    <Now {...data} />
    <Missing {...data} />
    <Dates {...data} />
    <Family {...data} />
    <Members {...data} />
    <Waiting {...data} />
    <Course {...data} />
    <About {...data} />
  </>
);

const Outline = (data: CaseData) => (
  <>
    <Notice title={words.outlineTitle}>{words.outline}</Notice>
    <Course {...data} />
  </>
);
