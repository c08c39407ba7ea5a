import { choices, familyWords, journalWords, representativeWords, say, wareki } from '#lib/texts';
import { DescriptionList, Lines, Link, Section, Text } from '#lib/web';
import type { Papers } from '../documents/papers.js';
import { namesTold, withAnswers } from '../own/known.js';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';

type Own = { readonly own: OwnCase };
const { documents, questions, home } = familyWords;

export function Documents({ own, papers }: Own & { readonly papers: Papers }) {
  const { history } = own;
  const notes = history.acts('sendProgressNote').length;
  const publication = history.last('recordPublicationDecision')?.data.publication;
  const at = (path: string, label: string) => (
    <Link href={`${homeOf(own)}/${path}`} inline={false}>
      {label}
    </Link>
  );
  const items = [
    ...(papers.report ? [at('report', say(documents.report, { on: wareki(papers.report.on) }))] : []),
    ...(papers.draft ? [at('draft', say(documents.draft, { on: wareki(papers.draft.on) }))] : []),
    ...(notes > 0 ? [at('progress', say(documents.progress, { count: notes }))] : []),
    ...(namesTold(history) ? [at('objection', documents.members)] : []),
    ...(publication
      ? [say(documents.publication, { publication: (choices.publication as Readonly<Record<string, string>>)[String(publication)] ?? '' })]
      : []),
  ];
  return (
    <Section title={documents.title}>
      {items.length ? <Lines items={items} /> : <Text>{documents.none}</Text>}
      <Text tone="small">{documents.paper}</Text>
    </Section>
  );
}

/** That the founder decided not to move stays readable with its reason, as long as it holds. (G4) */
export function NotMoved({ own }: Own) {
  const decided = own.history.last('decideTransition');
  if (decided?.data.decision !== 'notMove') return null;
  const words = familyWords.decision;
  return (
    <Section title={words.title}>
      <DescriptionList
        entries={[
          { term: words.decision, value: choices.decision.notMove },
          { term: words.decidedOn, value: wareki(decided.occurredOn) },
          { term: words.reason, value: String(decided.data.reason ?? '') },
        ]}
      />
    </Section>
  );
}

export function Questions({ own }: Own) {
  const all = withAnswers(own.history, 'askQuestion', 'answerQuestion');
  const waiting = all.filter(({ answer }) => !answer).length;
  return (
    <Section title={questions.title}>
      {all.length === 0 ? <Text>{questions.none}</Text> : null}
      {waiting > 0 ? <Text>{say(questions.waitingCount, { count: waiting })}</Text> : null}
      {all.length > waiting ? <Text>{say(questions.answeredCount, { count: all.length - waiting })}</Text> : null}
      <Link href={`${homeOf(own)}/questions`} inline={false}>
        {questions.link}
      </Link>
    </Section>
  );
}

export function Contact({ own }: Own) {
  const contact = own.history.last('nameFamilyContact')?.data;
  const phone = String(contact?.contactPhone ?? '');
  return (
    <Section title={home.contact}>
      {contact ? (
        <DescriptionList
          entries={[
            { term: home.contactName, value: String(contact.contactName) },
            { term: home.contactPhone, value: <Link href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</Link> },
            { term: home.contactHours, value: String(contact.contactHours) },
          ]}
        />
      ) : (
        <Text>{home.contactNone}</Text>
      )}
      {own.stands ? null : (
        <Link href={`${homeOf(own)}/reminders`} inline={false}>
          {home.settingsLink}
        </Link>
      )}
      <Link href={`${homeOf(own)}/representative`} inline={false}>
        {own.stands ? representativeWords.linkOwn : representativeWords.link}
      </Link>
      <Link href={`${homeOf(own)}/opened`} inline={false}>
        {journalWords.family.link}
      </Link>
    </Section>
  );
}
