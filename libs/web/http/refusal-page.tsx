import { say, web } from '#lib/texts';
import { PageHead, Section } from '../components/layout.js';
import { Link, List, Text } from '../components/text.js';
import { type PageAnswer, page } from './answers.js';
import { type Problem, wordsOf } from './problem.js';

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** The page that says no: what happened, that nothing was half-saved, and the way on. `describe` gives the words of a missing fact, `more` what an app adds. */
export function refusalPage(problem: Problem, home: string, describe: (code: string) => string, more?: string): PageAnswer {
  const { title, text } = wordsOf(problem.code);
  const missing = listOf(problem.facts['missing']);
  const body = (
    <>
      <PageHead title={title} lead={text} />
      {more ? <Text>{more}</Text> : null}
      {missing.length ? (
        <Section title={web.missing}>
          <List items={missing.map(describe)} />
        </Section>
      ) : null}
      {problem.fault ? <Text tone="small">{say(web.faultId, { id: problem.fault })}</Text> : null}
      <Link href={home} inline={false}>
        {web.home}
      </Link>
    </>
  );
  return page(title, body, { status: problem.status });
}
