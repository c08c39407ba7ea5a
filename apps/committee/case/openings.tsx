import type { OpeningNotice } from '#lib/break-glass';
import { tokyoDate } from '#lib/kernel';
import { bothCalendars, breakGlassWords as openingWords, choices, say } from '#lib/texts';
import { Lines, Link, More, Notice, Paged, Stack } from '#lib/web';
import type { CommitteeView } from './committee-view.js';

interface Of {
  readonly view: CommitteeView;
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', timeStyle: 'short' });
const inWords = (at: Date): string => say(openingWords.notice.at, { day: bothCalendars(tokyoDate(at)), hour: clock.format(at) });

function One({ one: { organisation, ground, askedAt, opensAt, endsAt, stoppedAt, endedAt, standing } }: { readonly one: OpeningNotice }) {
  const { notice } = openingWords;
  const from = opensAt && inWords(opensAt);
  const until = endsAt && inWords(endedAt && endedAt < endsAt ? endedAt : endsAt);
  const neverOpened = standing === 'refused' || standing === 'lapsed' || (opensAt !== null && endedAt !== null && endedAt < opensAt);
  return (
    <>
      <span>{say(notice.who, { organisation })}</span>
      <span>{say(notice.ground, { ground: choices.legalGround[ground] })}</span>
      <span>{say(notice.askedAt, { at: inWords(askedAt) })}</span>
      {stoppedAt ? <span>{say(notice.stoppedAt, { at: inWords(stoppedAt) })}</span> : null}
      {neverOpened ? <span>{notice.closed}</span> : null}
      {from && until && !stoppedAt && !neverOpened ? <span>{say(notice.span, { from, until })}</span> : null}
    </>
  );
}

/** What is asked for and not open yet, with the way to stop it for who keeps the room. */
function Coming({ view: { head, openings, keepsTheRoom } }: Of) {
  const coming = openings.filter(({ standing }) => standing === 'waiting' || standing === 'comes');
  const { notice, stop } = openingWords;
  return coming.length === 0 ? null : (
    <Notice title={notice.comesTitle} tone="warning">
      <Stack gap="tight">
        {coming.map((one) => (
          <>
            <One one={one} />
            {keepsTheRoom && one.standing === 'comes' ? (
              <Link href={`/cases/${head.id}/break-glass/${one.id}/stop`}>{stop.link}</Link>
            ) : null}
          </>
        ))}
        <span>{notice.comesLead}</span>
      </Stack>
    </Notice>
  );
}

/** That the room is or was opened to the founder: first of all while it is, folded away afterwards. To the reader, until when. */
export function Openings({ view }: Of) {
  const { openings, readOnly } = view;
  const open = openings.filter(({ standing }) => standing === 'open');
  const over = openings.filter(({ standing }) => !['open', 'waiting', 'comes'].includes(standing));
  const { notice, reader } = openingWords;
  const [mine] = open;
  if (readOnly && mine?.endsAt) return <Notice title={reader.title}>{say(reader.text, { until: inWords(mine.endsAt) })}</Notice>;
  return (
    <>
      <Coming view={view} />
      {open.length ? (
        <Notice title={notice.title} tone="warning">
          <Stack gap="tight">
            {open.map((one) => (
              <One one={one} />
            ))}
            <span>{notice.lead}</span>
          </Stack>
        </Notice>
      ) : null}
      {over.length ? (
        <More label={notice.past}>
          <Paged items={over} at={`/cases/${view.head.id}`} name="openings">
            {(some) => (
              <Lines
                items={some.map((one) => (
                  <Stack gap="tight">
                    <One one={one} />
                  </Stack>
                ))}
              />
            )}
          </Paged>
        </More>
      ) : null}
    </>
  );
}
