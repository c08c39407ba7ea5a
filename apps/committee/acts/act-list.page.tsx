import { type ActName, actOf, groups } from '#lib/cases';
import { acts, committeeWords, groups as groupWords } from '#lib/texts';
import { Lines, Link, Narrow, PageHead, Section, Text, page } from '#lib/web';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.acts;

/** The forms this role may fill in now, under the headings of the procedure. */
export function actListPage({ head }: CommitteeView, names: readonly ActName[]) {
  const at = `/cases/${head.id}`;
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      {groups
        .map((group) => ({ group, own: names.filter((name) => actOf(name).group === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <Section title={groupWords[group]}>
            <Lines
              items={own.map((name) => (
                <Link href={`${at}/acts/${name}`} inline={false}>
                  {acts[name].title}
                </Link>
              ))}
            />
          </Section>
        ))}
      {names.length === 0 ? <Text>{words.none}</Text> : null}
    </Narrow>
  );
  return page(words.title, body);
}
