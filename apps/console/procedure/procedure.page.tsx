import { type State, type StepName, stateNames, states, stepNames, stepOf } from '#lib/cases';
import { consoleWords, procedure, say } from '#lib/texts';
import {
  DescriptionList,
  Drawing,
  Link,
  List,
  More,
  Notice,
  PageHead,
  Row,
  Section,
  Source,
  Stack,
  Table,
  Tag,
  Text,
  page,
} from '#lib/web';
import { rolesInWords } from '../words.js';

const words = consoleWords.procedure;
type Sourced = { readonly text: string; readonly mark: keyof typeof procedure.marks };

/** The whole procedure to be read: drawn, as a table, with why each part of it exists and how sure that is. */
export function procedurePage({ here, from }: { readonly here: State | undefined; readonly from: string | undefined }) {
  const image = here ? `/procedure.svg?here=${here}` : '/procedure.svg';
  const body = (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        tags={here ? <Tag kind="here">{say(words.here, { state: procedure.states[here].name })}</Tag> : null}
        above={from ? <Link href={`/cases/${from}`}>{words.back}</Link> : null}
      />
      <Notice tone="warning" title={words.uncertainTitle}>
        {words.uncertain}
      </Notice>
      <Row>
        {(['drawing', 'steps', 'guards', 'states', 'editions'] as const).map((part) => (
          <Link href={`#${part}`} inline={false}>
            {words[part]}
          </Link>
        ))}
      </Row>
      <Section title={words.drawing} id="drawing">
        <Drawing src={image} alt={words.drawingAlt} />
        <Row>
          <Link href={image}>{words.openDrawing}</Link>
        </Row>
      </Section>
      <Section title={words.steps} id="steps">
        <Table
          caption={words.steps}
          captionUnseen
          columns={[words.step, words.way, words.by, words.needs].map((head) => ({ head }))}
          rows={stepNames.map(row)}
        />
      </Section>
      <Section title={words.guards} id="guards">
        <DescriptionList
          entries={Object.values(procedure.guards).map(({ name, ...guard }) => ({ term: name, value: <Why {...guard} /> }))}
        />
      </Section>
      <Section title={words.states} id="states">
        <DescriptionList
          entries={stateNames.map((state) => ({
            term: procedure.states[state].name,
            value: `${words.ball}：${procedure.balls[states[state].ball].office}`,
          }))}
        />
      </Section>
      <Section title={words.editions} id="editions">
        <DescriptionList
          entries={Object.values(procedure.editions).map(({ name, notice, valid, remark }) => ({
            term: name,
            value: <Edition notice={notice} valid={valid} remark={remark} />,
          }))}
        />
      </Section>
    </>
  );
  return page(words.title, body);
}

function row(name: StepName) {
  const step = stepOf(name);
  const source = procedure.sources[step.source as keyof typeof procedure.sources];
  return [
    procedure.steps[name].name,
    <List
      items={[
        ...step.from.map((from) => say(words.from, { from: procedure.states[from].name })),
        say(words.to, { to: procedure.states[step.to].name }),
      ]}
    />,
    rolesInWords(step.by),
    <Stack gap="tight">
      {step.needs.length ? <List items={step.needs.map((need) => procedure.needs[need].action)} /> : words.noNeeds}
      <More label={words.reason}>
        <Text tone="small">{marked(source)}</Text>
      </More>
    </Stack>,
  ];
}

const marked = ({ text, mark }: Sourced): string => say(consoleWords.missing.marked, { source: text, mark: procedure.marks[mark] });

const Why = ({ text, source, mark }: { text: string; source: string; mark: Sourced['mark'] }) => (
  <Stack gap="tight">
    <span>{text}</span>
    <Source>{marked({ text: source, mark })}</Source>
  </Stack>
);

const Edition = ({ notice, valid, remark }: { notice: string; valid: string; remark: string }) => (
  <Stack gap="tight">
    <span>{notice}</span>
    <span>{valid}</span>
    <Text tone="small">{remark}</Text>
  </Stack>
);
