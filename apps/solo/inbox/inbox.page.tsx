import { inbox } from '#lib/texts';
import { DescriptionList, EmptyState, Link, Moment, Notice, PageHead, Pagination, Section, Table, Text } from '#lib/web';
import type { Mail } from './mail-folder.js';

interface ListProps {
  readonly mails: readonly Mail[];
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

export function MailList({ mails, newer, older }: ListProps) {
  return (
    <>
      <PageHead title={inbox.title} lead={inbox.about} />
      {mails.length === 0 ? (
        <EmptyState title={inbox.empty} />
      ) : (
        <Table
          caption={inbox.title}
          captionUnseen
          columns={[{ head: inbox.subject }, { head: inbox.to }, { head: inbox.receivedAt }]}
          rows={mails.map((mail) => [<Link href={`/mails/${mail.id}`}>{subjectOf(mail)}</Link>, mail.to, <Moment at={mail.receivedAt} />])}
        />
      )}
      <Pagination previous={newer} next={older} />
    </>
  );
}

/** Only addresses of the web become links; the group puts them at the odd places of a split. */
const address = /(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/;

/** A letter as text; markup in it is shown as what it says and never run. */
export function MailView({ mail }: { readonly mail: Mail }) {
  return (
    <>
      <PageHead above={<Link href="/">{inbox.back}</Link>} title={subjectOf(mail)} />
      {mail.readable ? null : <Notice>{inbox.unreadable}</Notice>}
      <DescriptionList
        entries={[
          { term: inbox.from, value: mail.from },
          { term: inbox.to, value: mail.to },
          ...(mail.sentAt ? [{ term: inbox.sentAt, value: <Moment at={mail.sentAt} /> }] : []),
          { term: inbox.receivedAt, value: <Moment at={mail.receivedAt} /> },
        ]}
      />
      <Section title={inbox.text}>
        <Text>{mail.text.split(address).map((part, at) => (at % 2 === 1 ? <Link href={part}>{part}</Link> : part))}</Text>
      </Section>
    </>
  );
}

export const subjectOf = ({ subject }: Mail): string => subject || inbox.noSubject;
