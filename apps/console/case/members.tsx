import { Members as All } from '#lib/case-pages';
import { type ActName, actOf, openIn, unconfirmed } from '#lib/cases';
import { acts, breakGlassWords, memberWords } from '#lib/texts';
import { countsAs } from '#lib/kernel';
import { Link, Notice, Row, Section, Stack } from '#lib/web';
import { mayEnter } from '../words.js';
import type { CaseData } from './case.load.js';

const words = memberWords.standings.confirm;
const about: readonly ActName[] = ['nameParty', 'declareInterests', 'recuseMember', 'endAppointment'];

/** Who sits in the committee, and who of them has still to declare against the list as it is now. */
export function Members({ view: { head, history, today }, actor }: CaseData) {
  if (!history.has('appointMember')) return null;
  const waiting = unconfirmed(history, today);
  return (
    <Section title={memberWords.standings.title} id="members">
      <All history={history} today={today} />
      {waiting.length > 0 && mayEnter(actor, 'confirmAppointment') ? (
        <Notice title={words.title}>
          <Stack gap="tight">
            <span>{words.lead}</span>
            <span>{waiting.map(({ data }) => String(data.memberName)).join('、')}</span>
            <Link href={`/cases/${head.id}/acts/confirmAppointment`}>{acts.confirmAppointment.title}</Link>
          </Stack>
        </Notice>
      ) : null}
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
