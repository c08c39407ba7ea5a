import { acts, openIn, standardItems } from '#lib/cases';
import type { Room } from '#lib/deliberations';
import { choices, committeeWords } from '#lib/texts';
import { DescriptionList, Link, Moment, Narrow, PageHead, Row, Section, Table, Tag, Text, page } from '#lib/web';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.items;

/** The standard items: first their state at a glance, then what was answered. (G8) */
export function itemsPage({ head, readOnly }: CommitteeView, { items }: Room) {
  const at = `/cases/${head.id}`;
  const open = openIn(acts.answerStandardItem, head.state) && !readOnly;
  const all = standardItems.map((item) => ({ item, name: choices.standardItem[item], answer: items.find((one) => one.item === item) }));
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      <Text tone="small">{words.uncertain}</Text>
      <Table
        caption={words.table}
        captionUnseen
        columns={[{ head: words.item }, { head: words.state }]}
        rows={all.map(({ item, name, answer }) => [
          answer ? <Link href={`#item-${item}`}>{name}</Link> : name,
          <Row>
            <Tag kind={answer ? 'done' : 'plain'}>{answer ? words[answer.outcome] : words.open}</Tag>
            {open ? <Link href={`${at}/acts/answerStandardItem?item=${item}`}>{answer ? words.rewrite : words.write}</Link> : null}
          </Row>,
        ])}
      />
      {all.map(({ item, name, answer }) =>
        answer ? (
          <Section title={name} id={`item-${item}`}>
            <DescriptionList
              entries={[
                { term: words.state, value: words[answer.outcome] },
                { term: answer.outcome === 'answered' ? words.answer : words.reason, value: answer.answer },
                ...(answer.lookedAt ? [{ term: words.lookedAt, value: answer.lookedAt }] : []),
                { term: words.enteredAt, value: <Moment at={answer.enteredAt} /> },
              ]}
            />
          </Section>
        ) : null,
      )}
    </Narrow>
  );
  return page(words.title, body);
}
