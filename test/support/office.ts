import {
  type ActDone,
  type ActName,
  History,
  type NeedName,
  type State,
  type StepName,
  type StepTaken,
  actOf,
  acts,
  documents,
  factsOf,
  needs,
  openIn,
  possible,
  standardItems,
  stepOf,
} from '#lib/cases';
import { type PlainDate, Refused, type Role, plainDate } from '#lib/kernel';
import { checkAgainst } from '../../libs/cases/domain/before.js';
import { withFingerprint } from '../../libs/cases/domain/papers.js';

/** An office that knows nothing of our rules: it enters what the page asks for, by the form the page names, in the order the page names it. */
export class Office {
  history = new History([]);
  state: State = 'INTAKE';
  relatives: string[] = [];
  today: PlainDate = plainDate('2026-05-01');
  private serial = 0;
  private drafts = 0;

  get facts() {
    const { today, relatives, history } = this;
    return factsOf({ edition: '2025', dateOfDeath: plainDate('2026-02-10'), today, relatives, history });
  }
  get ways() {
    return possible(this.state, this.facts);
  }

  enter(name: ActName, data: Record<string, unknown> = {}, by: { role?: Role; personId?: string } = {}): ActDone {
    if (!openIn(actOf(name), this.state)) throw new Error(`${name} is not open in ${this.state}`);
    const act: ActDone = {
      kind: 'act',
      id: `act-${++this.serial}`,
      name,
      occurredOn: this.today,
      enteredAt: new Date(0),
      personId: by.personId ?? 'anna',
      role: by.role ?? acts[name].by[0],
      data: withFingerprint(this.history, name, data),
    };
    checkAgainst(this.history, act, this.today);
    this.history = new History([...this.history.entries, act]);
    if (name === 'nameRelative') this.relatives = [...this.relatives, act.id];
    return act;
  }

  take(name: StepName): void {
    const { to } = stepOf(name);
    const taken: StepTaken = { kind: 'step', name, to, takenOn: this.today, takenAt: new Date(0) };
    this.history = new History([...this.history.entries, taken]);
    this.state = to;
  }

  private told = (name: ActName) => void this.enter(name, { relatives: this.relatives, documentVersion: '第1版' });
  private each = (name: ActName, data: Record<string, unknown>) => {
    for (const relative of this.relatives) this.enter(name, { relative, ...data }, { role: 'relative', personId: relative });
  };
  private answerAll(asked: ActName, answer: ActName, data: Record<string, unknown> = {}): void {
    for (const { id } of this.history.unanswered(asked, answer)) this.enter(answer, { to: id, ...data });
  }

  /** Supplies what a need asks for, by the act the page links to. */
  supply(need: NeedName, step: StepName): void {
    const { act } = needs[need];
    switch (act) {
      case 'recordReadThrough': {
        const document = {
          explanationSheetReadThrough: documents[0],
          basicResultReadThrough: documents[1],
          intentionFormReadThrough: documents[2],
          reasonNoticeReadThrough: documents[3],
          draftReadThrough: documents[4],
          reportReadThrough: documents[5],
        }[need as string]!;
        this.enter(act, { document, documentVersion: '第1版' }, { role: 'secretariat', personId: 'second' });
        return;
      }
      case 'recordIntention':
        return this.each(act, { wish: step === 'decideNotToMove' ? 'NO_WISH' : 'UNDECIDED' });
      case 'recordPublicationWish':
        return this.each(act, { publicationWish: 'none' });
      case 'giveOpinion':
        return this.each(act, { opinion: 'an opinion' });
      case 'decideTransition':
        this.enter(act, { decision: step === 'decideNotToMove' ? 'notMove' : 'move', reason: 'a reason' });
        return;
      case 'recordSuspicions':
        this.enter(act, { bullying: 'no', staffConduct: 'no', studies: 'no', friends: 'no', otherSchool: 'no' });
        return;
      case 'chooseOrganisation':
        this.enter(act, { organisation: 'THIRD_PARTY_ONLY', reason: 'a reason' });
        return;
      case 'appointMember':
        this.enter(act, {
          memberName: `expert ${this.serial}`,
          memberRole: 'member',
          nominatingBody: 'bar',
          outside: 'yes',
          starts: this.today,
          termFrom: this.today,
        });
        return;
      case 'declareInterests':
        for (const member of this.history.acts('appointMember'))
          this.enter(act, { member: member.id, ties: ['none'], interests: 'none', cleared: 'yes' });
        return;
      case 'answerStandardItem':
        for (const item of standardItems) this.enter(act, { item });
        return;
      case 'freezeDraft':
        this.enter(act, { content: `draft ${++this.drafts}` });
        return;
      case 'answerObjection':
        return this.answerAll('recordObjection', act);
      case 'answerOpinion':
        return this.answerAll('giveOpinion', act);
      case 'decideSupplement':
        return this.answerAll('requestSupplement', act, {
          decision: step === 'startSupplement' || step === 'resumeSupplement' ? 'accepted' : 'declined',
          reason: 'a reason',
        });
      case 'decideDisclosureRequest':
        return this.answerAll('recordDisclosureRequest', act);
      case 'recordJscDecision':
        this.enter('recordJscClaim', { benefit: 'death' });
        this.enter(act, { benefit: 'death' });
        return;
      case 'recordPublicationDecision':
        this.enter(act, { publication: 'full' });
        return;
      default:
        if (actOf(act).explains || act === 'issueIntentionForm') return this.told(act);
        this.enter(act, {});
    }
  }

  /** A refusal names another way (`draft-not-shown`: revise first). */
  private tries(need: NeedName, step: StepName): void {
    try {
      this.supply(need, step);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
    }
  }

  /** Enters what is missing, a round at a time, until the step can be taken; answers what is missing still after some rounds. */
  work(step: StepName): readonly NeedName[] {
    for (let round = 0; round < 6; round++) {
      const missing = this.ways.find((way) => way.step === step)?.missing ?? [];
      if (missing.length === 0) {
        this.take(step);
        return [];
      }
      for (const need of missing)
        if (openIn(actOf(needs[need].act), this.state) && this.ways.find((way) => way.step === step)!.missing.includes(need))
          this.tries(need, step);
    }
    return this.ways.find((way) => way.step === step)!.missing;
  }
}
