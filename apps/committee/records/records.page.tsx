import { contentOf, lineOf, relationOf } from '#lib/case-pages';
import { type ActDone, actOf, groups } from '#lib/cases';
import { accounts, acts, casePages, committeeWords, groups as groupWords, say } from '#lib/texts';
import { Day, DescriptionList, Link, Moment, Narrow, PageHead, Paged, Section, Text, Timeline, page } from '#lib/web';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.records;
const roleOf = (role: string): string => (accounts.roles as Readonly<Record<string, string>>)[role] ?? role;

export function recordsPage({ head, history }: CommitteeView) {
  const at = `/cases/${head.id}`;
  const all = history.entries.filter((entry): entry is ActDone => entry.kind === 'act');
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      {groups
        .map((group) => ({ group, own: all.filter(({ name }) => actOf(name).group === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <Section title={groupWords[group]}>
            <Paged items={own} at={`${at}/records`} name={group}>
              {(some) => (
                <Timeline
                  happenings={some.map(({ id, name, occurredOn, role }) => ({
                    on: occurredOn,
                    title: <Link href={`${at}/records/${id}`}>{acts[name].done}</Link>,
                    by: roleOf(role),
                  }))}
                />
              )}
            </Paged>
          </Section>
        ))}
      {all.length === 0 ? <Text>{words.none}</Text> : null}
    </Narrow>
  );
  return page(words.title, body);
}

/** One record as it was entered. */
export function recordPage({ head, history, relatives }: CommitteeView, act: ActDone) {
  const at = `/cases/${head.id}`;
  const { name, occurredOn, enteredAt, role, data } = act;
  const entries = contentOf(act, {
    relative: (id) =>
      relatives
        .filter((one) => one.id === id)
        .map((one) => say(casePages.person, { name: one.name, relation: relationOf(one.relation) }))[0] ?? '',
    act: (id) => history.entries.filter((one): one is ActDone => one.kind === 'act' && one.id === id).map(lineOf)[0] ?? '',
  });
  const body = (
    <Narrow>
      <PageHead title={acts[name].title} above={<Link href={`${at}/records`}>{words.back}</Link>} />
      <DescriptionList
        entries={[
          { term: words.occurredOn, value: <Day on={occurredOn} /> },
          { term: words.enteredAt, value: <Moment at={enteredAt} /> },
          { term: words.by, value: roleOf(role) },
          ...entries,
        ]}
      />
      {actOf(name).closed ? <Text tone="small">{words.room}</Text> : null}
      {name === 'declareInterests' && data.interests === undefined ? <Text tone="small">{words.hidden}</Text> : null}
    </Narrow>
  );
  return page(acts[name].title, body);
}
