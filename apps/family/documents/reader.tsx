import { parts } from '#lib/case-pages';
import { Refused } from '#lib/kernel';
import { familyWords, say } from '#lib/texts';
import { Lines, Link, Notice, Row, Section, Text } from '#lib/web';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import type { FullPaper } from './papers.js';

const words = familyWords.reader;

/** The warning before hard content, and the parts to choose from: nothing of the text itself. */
export function PartList({ paper, at }: { readonly paper: FullPaper; readonly at: string }) {
  return (
    <>
      <Notice title={words.warningTitle}>{words.warning}</Notice>
      <Section title={words.parts} level={3}>
        <Text>{words.oneAtATime}</Text>
        <Lines
          items={parts(paper.content).map((text, index) => (
            <Link href={`${at}/parts/${index + 1}`} inline={false}>
              {say(words.part, { at: index + 1, length: [...text].length })}
            </Link>
          ))}
        />
      </Section>
      <Text tone="small">{familyWords.documents.paper}</Text>
      <Text tone="small">{say(words.fingerprint, { fingerprint: paper.fingerprint })}</Text>
    </>
  );
}

interface PartPage {
  readonly own: OwnCase;
  readonly paper: FullPaper | null;
  /** Number of the part as the address has it. */
  readonly part: string;
  /** Path of the paper. */
  readonly at: string;
  readonly title: string;
}

/** One part of a paper. Refuses `not-found` where there is no such part. */
export function partPage({ own, paper, part, at, title }: PartPage) {
  const all = paper ? parts(paper.content) : [];
  const number = /^[1-9]\d{0,3}$/.test(part) ? Number(part) : 0;
  const text = all[number - 1];
  if (text === undefined) throw new Refused('not-found');
  const head = say(words.partTitle, { title, at: number, of: all.length });
  return ownPage({
    own,
    title: head,
    from: { href: at, label: words.back },
    children: (
      <>
        <Text>{text}</Text>
        <Row>
          {number > 1 ? <Link href={`${at}/parts/${number - 1}`}>{words.previous}</Link> : null}
          {number < all.length ? <Link href={`${at}/parts/${number + 1}`}>{words.following}</Link> : null}
          <Link href={homeOf(own)}>{words.leave}</Link>
        </Row>
      </>
    ),
  });
}
