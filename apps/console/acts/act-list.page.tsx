import { type CaseView, actNames, actOf, groups, openIn } from '#lib/cases';
import type { Actor } from '#lib/kernel';
import { acts, consoleWords, groups as groupNames, say } from '#lib/texts';
import { Columns, EmptyState, Link, Narrow, PageHead, Section, page } from '#lib/web';
import { mayEnter } from '../words.js';

const words = consoleWords.acts;

/** Every act this role may enter now, by group. */
export function actListPage({ head }: CaseView, actor: Actor) {
  const at = `/cases/${head.id}`;
  const open = actNames.filter((name) => mayEnter(actor, name) && openIn(actOf(name), head.state));
  const body = (
    <Narrow>
      <PageHead
        above={<Link href={at}>{say(consoleWords.case.title, { caseNo: head.caseNo })}</Link>}
        title={words.title}
        lead={words.lead}
      />
      {open.length === 0 ? <EmptyState title={words.none} /> : null}
      {groups
        .map((group) => [group, open.filter((name) => actOf(name).group === group)] as const)
        .filter(([, names]) => names.length > 0)
        .map(([group, names]) => (
          <Section title={groupNames[group]}>
            <Columns
              items={names.map((name) => (
                <Link href={`${at}/acts/${name}`} inline={false}>
                  {acts[name].title}
                </Link>
              ))}
            />
          </Section>
        ))}
      <Link href={at}>{words.back}</Link>
    </Narrow>
  );
  return page(words.title, body);
}
