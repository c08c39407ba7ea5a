import { account as words, say, wareki } from '#lib/texts';
import { tokyoDate } from '#lib/kernel';
import {
  ButtonForm,
  ButtonLink,
  DescriptionList,
  Lines,
  Link,
  Moment,
  Notice,
  PageHead,
  Row,
  Section,
  Stack,
  Table,
  Tag,
  Text,
  page,
} from '#lib/web';
import { browserWords, systemWords } from '../domain/device-words.js';
import { waysToSignIn } from '../domain/may-remove.js';
import type { Ways } from '../domain/second-factor.js';
import type { Passkey } from '../second-factor/passkeys.js';
import type { WaitingForMe } from '../waiting/waiting.js';
import { WaitingSection } from '../waiting/waiting.section.js';
import type { OwnSession } from '../sessions.js';

interface AccountPage {
  readonly ways: Ways;
  readonly hasPassword: boolean;
  /** The address that a password goes with is proven. */
  readonly hasAddress: boolean;
  readonly passkeys: readonly Passkey[];
  readonly sessions: readonly OwnSession[];
  /** Codes by mail are for relatives. */
  readonly mail: boolean;
  readonly noPasskey: string | undefined;
  /** The session is a house's: ways are not changed from it, and not shown. */
  readonly vouched: boolean;
  readonly done?: keyof typeof words.done | undefined;
  readonly problem?: string;
  /** What two do with a role or with ways to sign in, and the reader may stop. */
  readonly waiting: readonly WaitingForMe[];
}

const nameOf = ({ label, madeAt }: Passkey) => say(words.passkey, { label, on: wareki(tokyoDate(madeAt)) });

function Passkeys({ passkeys, noPasskey }: Pick<AccountPage, 'passkeys' | 'noPasskey'>) {
  return (
    <Stack>
      {passkeys.length === 0 ? <Text>{words.noPasskey}</Text> : null}
      {passkeys.length > 0 ? (
        <Lines
          items={passkeys.map((passkey) => (
            <Row>
              {nameOf(passkey)}
              <ButtonForm action={`/account/passkey/${passkey.id}/remove`} weight="quiet">
                {say(words.removeOne, { label: passkey.label })}
              </ButtonForm>
            </Row>
          ))}
        />
      ) : null}
      {noPasskey ? (
        <Text tone="small">{noPasskey}</Text>
      ) : (
        <div>
          <ButtonForm action="/account/passkey/begin">{words.passkeyAdd}</ButtonForm>
        </div>
      )}
    </Stack>
  );
}

/** One way that is there or not: its state, a way to add or change it, a way to take it back. */
const OneWay = ({ has, at, add, again }: { readonly has: boolean; readonly at: string; readonly add: string; readonly again?: string }) => (
  <Stack>
    <Text>{has ? words.set : words.none}</Text>
    <Row>
      {!has || again ? <ButtonForm action={`${at}/begin`}>{has ? again : add}</ButtonForm> : null}
      {has ? (
        <ButtonForm action={`${at}/remove`} weight="quiet">
          {words.remove}
        </ButtonForm>
      ) : null}
    </Row>
  </Stack>
);

const wordsOf = ({ browser, system }: OwnSession): string =>
  say(words.deviceWords, {
    browser: words.browsers[browserWords.find((word) => word === browser) ?? 'other'],
    system: words.systems[systemWords.find((word) => word === system) ?? 'other'],
  });

const Devices = ({ sessions }: Pick<AccountPage, 'sessions'>) => (
  <Table
    caption={words.devices}
    captionUnseen
    columns={[{ head: words.device }, { head: words.since }, { head: words.lastSeen }, { head: words.act }]}
    rows={sessions.map((session) => [
      wordsOf(session),
      <Moment at={session.createdAt} />,
      <Moment at={session.lastSeenAt} />,
      session.here ? (
        <Tag kind="here">{words.here}</Tag>
      ) : (
        <ButtonForm action={`/account/sessions/${session.id}/end`} weight="quiet">
          {words.end}
        </ButtonForm>
      ),
    ])}
  />
);

export function accountPage(shown: AccountPage) {
  const { ways, hasPassword, hasAddress, passkeys, sessions, mail, noPasskey, vouched, done, problem, waiting } = shown;
  const entries = [
    {
      term: words.password,
      value: (
        <Stack>
          <Text>{hasPassword ? words.passwordSet : words.passwordNone}</Text>
          <div>
            {hasAddress ? (
              <ButtonLink href="/account/password">{hasPassword ? words.passwordChange : words.passwordMake}</ButtonLink>
            ) : (
              <ButtonForm action="/account/address/begin">{words.addressFirst}</ButtonForm>
            )}
          </div>
        </Stack>
      ),
    },
    { term: words.passkeys, value: <Passkeys passkeys={passkeys} noPasskey={noPasskey} /> },
    { term: words.totp, value: <OneWay has={ways.totp} at="/account/totp" add={words.totpAdd} again={words.totpAgain} /> },
    ...(mail ? [{ term: words.mail, value: <OneWay has={ways.mail} at="/account/mail" add={words.mailAdd} /> }] : []),
  ];
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {done ? <Notice title={words.done[done]} live /> : null}
      {problem ? (
        <Notice tone="warning" live>
          {problem}
        </Notice>
      ) : null}
      <WaitingSection waiting={waiting} family={mail} />
      <Section title={words.ways}>
        {vouched ? (
          <Text>{words.vouched}</Text>
        ) : (
          <>
            {waysToSignIn(ways, hasPassword) < 2 ? <Text>{words.two}</Text> : null}
            <DescriptionList entries={entries} />
          </>
        )}
      </Section>
      <Section title={words.devices}>
        <Text>{words.devicesText}</Text>
        <Devices sessions={sessions} />
        <div>
          <ButtonForm action="/account/sessions/end-all">{words.endAll}</ButtonForm>
        </div>
      </Section>
      <Link href="/" inline={false}>
        {words.home}
      </Link>
    </>
  );
  return page(words.title, body);
}

/** How one signs in is not changed from here: signing in lies too long back, or a house vouched for it. */
export const notFromHere = (why: 'stale' | 'vouched') =>
  page(
    words.staleTitle,
    <>
      <PageHead title={words.staleTitle} lead={words[why]} />
      <div>
        <ButtonLink href="/sign-in?next=%2Faccount" weight="primary">
          {words.signInAgain}
        </ButtonLink>
      </div>
      <Link href="/account" inline={false}>
        {words.back}
      </Link>
    </>,
  );
