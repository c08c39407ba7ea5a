import { Members as All } from '#lib/case-pages';
import { type ActName, actOf, openIn } from '#lib/cases';
import { acts, breakGlassWords, memberWords } from '#lib/texts';
import { countsAs } from '#lib/kernel';
import { Link, Row, Section } from '#lib/web';
import { mayEnter } from '../words.js';
import type { CaseData } from './case.load.js';

const about: readonly ActName[] = ['nameParty', 'declareInterests', 'recuseMember', 'endAppointment'];

/** Who sits in the committee, and who of them has still to declare against the list as it is now. */
export function Members({ view: { head, history, today }, actor }: CaseData) {
  if (!history.has('appointMember')) return null;
  return (
    <Section title={memberWords.standings.title} id="members">
      <All history={history} today={today} />
      <Row>
        {about
          .filter((name) => mayEnter(actor, name) && openIn(actOf(name), head.state))
          .map((name) => (
            <Link href={`/cases/${head.id}/acts/${name}`} inline={false}>
              {acts[name].title}
            </Link>
          ))}
        {countsAs(actor.role, ['founder']) ? (
          <Link href={`/cases/${head.id}/break-glass`} inline={false}>
            {breakGlassWords.link}
          </Link>
        ) : null}
      </Row>
    </Section>
  );
}
