import { addDays } from '#lib/calendar';
import { type ActName, type StepName, stepOf } from '#lib/cases';
import type { PlainDate } from '#lib/kernel';
import { type Chapter, type Line, type Telling, Told, linesOf, wholeStory } from '../../seeds/demo/story.js';
import type { Answer, Api, Caller, Json } from './api.js';

export const until = (last: Chapter): readonly Chapter[] => wholeStory.slice(0, wholeStory.indexOf(last) + 1);

/** What a school reports that learned of a death on this day, the day after. */
export const reportBody = (awareOn: PlainDate) => ({
  dateOfDeath: addDays(awareOn, -1),
  awareAt: `${awareOn}T00:00:00+09:00`,
  awareSource: 'family',
  pupilName: '架空 太郎',
  grade: '中学二年',
});

/** How the API would answer what a human does on a page. */
const done = { status: 200, type: 'application/json', headers: {}, text: '' };

/** One case, told over the API as programs of school, founder and committee would. */
export class ApiCase {
  readonly acts = new Told();
  private named: readonly string[] | null = null;

  private constructor(
    readonly api: Api,
    readonly id: string,
    /** The day the school learned of it; the lines of a story count from here. */
    readonly start: PlainDate,
  ) {}

  /** A school reports. `ago`: days before today on which it learned of the death. */
  static async report(api: Api, { ago = 0, by = 'school' as Caller } = {}): Promise<ApiCase> {
    const start = addDays(await api.today(), -ago);
    const { status, body, text } = await api.ask(by, 'POST', '/v1/cases', { body: reportBody(start) });
    if (status !== 201) throw new Error(text);
    return new ApiCase(api, body.id, start);
  }

  /** A case with these chapters behind it, entered in one go and late: days are those of the story, the clock stands still. */
  static async after(api: Api, chapters: readonly Chapter[]): Promise<ApiCase> {
    const told = await ApiCase.report(api, { ago: 400 });
    await told.tell(linesOf(chapters));
    return told;
  }

  get path(): string {
    return `/v1/cases/${this.id}`;
  }

  async tell(lines: readonly Line[]): Promise<void> {
    for (const line of lines) {
      const { status, text } = await this.line(line);
      if (status !== 200) throw new Error(`${'act' in line ? line.act : line.step}: ${status} ${text}`);
    }
  }

  async line(line: Line): Promise<Answer> {
    if ('step' in line) return this.step(line.by, line.step);
    return this.act(line.by, line.act, { occurredOn: this.day(line.on), ...line.data(await this.telling()) });
  }

  /** Enters an act; where no day is given, as happened on the first day. */
  async act(by: Caller, act: ActName, data: object = {}, key?: string): Promise<Answer> {
    const body = { occurredOn: this.start, ...data };
    const answer =
      act === 'recordReadThrough' || act === 'attestStatement'
        ? { ...done, body: await this.api.asHuman(by, this.id, act, body) }
        : await this.api.ask(by, 'POST', `${this.path}/acts/${act}`, { body, ...(key ? { key } : {}) });
    if (answer.status === 200) this.acts.set(act, answer.body.actId);
    if (act === 'nameRelative') {
      this.named = null;
      const { email } = data as { readonly email?: string };
      if (answer.status === 200 && email) await this.api.letIn(this.id, email);
    }
    return answer;
  }

  step(by: Caller, step: StepName, body?: object, key?: string): Promise<Answer> {
    return this.api.ask(by, 'POST', `${this.path}/steps/${step}`, { ...(body ? { body } : {}), ...(key ? { key } : {}) });
  }

  async show(by: Caller = 'founder'): Promise<Json> {
    const { status, body, text } = await this.api.ask(by, 'GET', this.path);
    if (status !== 200) throw new Error(text);
    return body;
  }

  day(offset: number): PlainDate {
    return addDays(this.start, offset);
  }

  /** What is missing for a step that leads on from here, as who takes it is told; undefined where it does not. */
  async missing(step: StepName): Promise<readonly string[] | undefined> {
    const by = stepOf(step).by.includes('committeeMember') && !stepOf(step).by.includes('founder') ? 'committeeMember' : 'founder';
    return (await this.show(by)).possible.find((one: Json) => one.step === step)?.missing;
  }

  /** The deadlines of a rule, each as `state strict`, in the order they end. */
  async deadlines(rule: string): Promise<string[]> {
    const all: Json[] = (await this.show()).deadlines;
    return all
      .filter((one) => one.rule === rule)
      .sort((a, b) => (a.strict < b.strict ? -1 : 1))
      .map(({ state, strict }) => `${state} ${strict}`);
  }

  /** Ids of the relatives in the order they were named. */
  async relatives(): Promise<readonly string[]> {
    this.named ??= (await this.show()).relatives.map((one: Json) => one.id) as string[];
    return this.named;
  }

  private async telling(): Promise<Telling> {
    const { relatives, board } = this.api.people;
    return {
      day: (offset) => this.day(offset),
      relatives: await this.relatives(),
      act: this.acts.act,
      emails: {
        relatives: relatives.slice(0, 2).map((one) => one.email),
        committeeMember: board.committeeMember.email,
        secretariat: board.secretariat.email,
      },
    };
  }
}
