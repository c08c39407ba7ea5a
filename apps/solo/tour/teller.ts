import { addDays } from '#lib/calendar';
import { type NeedName, type StepName, isStep, states, stepOf } from '#lib/cases';
import { type PlainDate, plainDate } from '#lib/kernel';
import { acts, bothCalendars, deadlines, procedure, say, tour as words } from '#lib/texts';
import { type Line, type Telling, Told, linesOf, wholeStory } from '../../../seeds/demo/story.js';
import type { CaseJson, Client } from './client.js';

/** What belongs to the line above stands under it. */
const under = ' '.repeat(12);

/** Leads one case through the whole procedure and says what happens: acts, refusals and why, dates, letters. */
export class TourTeller {
  private caseId = '';
  private start!: PlainDate;
  private today!: PlainDate;
  private readonly acts = new Told();
  private readonly seen = new Set<string>();
  private mails = 0;
  private refusals = 0;

  constructor(
    private readonly client: Client,
    private readonly emails: Telling['emails'],
    private readonly schoolName: string,
    private readonly print: (line: string) => void,
  ) {}

  async tell(): Promise<void> {
    for (const mail of await this.client.mails()) this.seen.add(mail.id);
    const { now } = await this.client.done('founder', 'GET', '/training/clock');
    this.start = this.today = plainDate(new Date(Date.parse(String(now)) + 9 * 3_600_000 + 86_400_000).toISOString().slice(0, 10));
    await this.setClock(this.start);
    await this.report();
    for (const line of linesOf(wholeStory)) await this.line(line);
    const found = await this.case();
    if (found.state !== 'CLOSED') throw new Error(`the tour ended in ${found.state}`);
    await this.letters();
    this.print(say(words.end, { caseNo: found.caseNo, mails: this.mails, refusals: this.refusals }));
  }

  private async report(): Promise<void> {
    this.print(say(words.begin, { school: this.schoolName, day: bothCalendars(this.start) }));
    const body = {
      dateOfDeath: addDays(this.start, -1),
      awareAt: `${this.start}T08:00:00+09:00`,
      awareSource: 'family',
      pupilName: words.pupil,
    };
    this.caseId = String((await this.client.done('school', 'POST', '/cases', body)).id);
    this.dates(await this.case());
  }

  private async line(line: Line): Promise<void> {
    await this.waitUntil(addDays(this.start, line.on));
    if ('step' in line) return this.step(line.by, line.step);
    const found = await this.case();
    await this.tryEarly(found);
    const body = { occurredOn: addDays(this.start, line.on), ...line.data(this.telling(found)) };
    if (line.act === 'recordReadThrough' || line.act === 'attestStatement')
      await this.client.byHand(line.by, this.caseId, line.act, body as Record<string, string>);
    else {
      const done = await this.client.done(line.by, 'POST', `/cases/${this.caseId}/acts/${line.act}`, body);
      this.acts.set(line.act, String(done.actId));
    }
    this.print(say(words.act, { day: this.today, by: words.players[line.by], done: acts[line.act].done }));
  }

  private early = new Set<string>();

  /** Once in each state the next step is tried too early, to show what is refused and why. What the committee still owes, it alone is told. */
  private async tryEarly({ state, possible }: CaseJson): Promise<void> {
    const known =
      states[state as keyof typeof states].ball === 'committee' || state === 'DRAFT_TO_FAMILY'
        ? (await this.case('secretariat')).possible
        : possible;
    const next = known.find(({ step, missing }) => missing.length > 0 && isStep(step) && nextSteps.has(step));
    if (!next || this.early.has(state)) return;
    this.early.add(state);
    const role = stepOf(next.step as StepName).by.includes('founder') ? 'founder' : nextSteps.get(next.step as StepName)!;
    const answer = await this.client.ask(role, 'POST', `/cases/${this.caseId}/steps/${next.step}`, {});
    if (answer.status !== 409 || answer.body.code !== 'facts-missing') throw new Error(`expected a refusal, got ${answer.status}`);
    this.refusals++;
    this.print(under + say(words.refused, { step: procedure.steps[next.step as StepName].name }));
    for (const need of answer.body.missing as NeedName[])
      this.print(under + say(words.missing, { need, missing: procedure.needs[need].missing }));
  }

  private async step(by: Line['by'], name: StepName): Promise<void> {
    const { version } = await this.case(by);
    await this.client.done(by, 'POST', `/cases/${this.caseId}/steps/${name}`, { version });
    const found = await this.case();
    this.print(
      say(words.step, {
        day: this.today,
        step: procedure.steps[name].done,
        state: found.state,
        name: procedure.states[found.state as keyof typeof procedure.states].name,
      }),
    );
    this.dates(found);
  }

  private dates(found: CaseJson): void {
    for (const { rule, strict, safe, state } of found.deadlines)
      if (state === 'open' || state === 'late')
        this.print(
          under +
            say(words.deadline, {
              rule,
              name: deadlines.rules[rule as keyof typeof deadlines.rules],
              strict,
              safe,
              late: state === 'late' ? words.late : '',
            }),
        );
  }

  /** Sets the clock forward, never more than four weeks at once, and shows the letters that arrived. */
  private async waitUntil(day: PlainDate): Promise<void> {
    while (this.today < day) {
      const weeks = addDays(this.today, 28);
      this.today = weeks < day ? weeks : day;
      await this.setClock(this.today);
      await this.letters();
    }
  }

  private async setClock(day: PlainDate): Promise<void> {
    await this.client.done('founder', 'PUT', '/training/clock', { now: `${day}T10:00:00+09:00` });
  }

  /** Waits until no letter has come for a while, and counts them by mailbox. */
  private async letters(): Promise<void> {
    const to = new Map<string, number>();
    for (let quiet = 0; quiet < 3; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      for (const mail of (await this.client.mails()).filter(({ id }) => !this.seen.has(id))) {
        quiet = -1;
        this.seen.add(mail.id);
        this.mails++;
        to.set(mail.to, (to.get(mail.to) ?? 0) + 1);
      }
    }
    for (const [mailbox, count] of to) this.print(say(words.mail, { day: this.today, to: mailbox, count }));
  }

  /** The case as one of them sees it. */
  private async case(by: Line['by'] = 'founder'): Promise<CaseJson> {
    return (await this.client.done(by, 'GET', `/cases/${this.caseId}`)) as unknown as CaseJson;
  }

  private telling(found: CaseJson): Telling {
    return {
      day: (offset) => addDays(this.start, offset),
      relatives: found.relatives.map(({ id }) => id),
      act: this.acts.act,
      emails: this.emails,
    };
  }
}

/** The steps of the story and who takes them. */
const nextSteps = new Map(linesOf(wholeStory).flatMap((line) => ('step' in line ? [[line.step, line.by] as const] : [])));
