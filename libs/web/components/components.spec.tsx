import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Choice, Day, Flag, LongText, RelativeRef, Text as TextAnswer, Yes } from '#lib/forms';
import {
  DescriptionList,
  ErrorSummary,
  Fields,
  Form,
  Mistakes,
  Notice,
  Pagination,
  Rail,
  Select,
  Source,
  Table,
  Tag,
  Text,
  TextArea,
  TextField,
  Timeline,
  wordsMissingFor,
} from '../index.js';

const html = (node: VNode) => renderToString(node);
const hostile = `"><script>alert('x')</script>&<img src=x onerror=alert(1)>`;

describe('what people typed', () => {
  const everywhere = (
    <>
      <Text>{hostile}</Text>
      <TextField name="a" label={hostile} value={hostile} hint={hostile} error={hostile} />
      <TextArea name="b" label="b" value={`</textarea>${hostile}`} />
      <Select name="c" label="c" options={[{ value: hostile, label: hostile }]} value={hostile} />
      <Table caption={hostile} columns={[{ head: hostile }]} rows={[[hostile]]} />
      <DescriptionList entries={[{ term: hostile, value: hostile }]} />
      <Timeline happenings={[{ on: '2026-02-01', title: hostile, by: hostile, note: hostile }]} />
      <ErrorSummary mistakes={[{ at: hostile, message: hostile }]} />
      <Notice title={hostile}>{hostile}</Notice>
      <Tag>{hostile}</Tag>
      <Source>{hostile}</Source>
      <Form action="/x" hidden={{ [hostile]: hostile }} />
    </>
  );
  it('is never markup', () => {
    const markup = html(everywhere);
    expect(markup).not.toContain('<script');
    expect(markup).not.toContain('<img');
    expect(markup.match(/<\/textarea>/g)).toHaveLength(1);
  });
});

describe('a form', () => {
  it('carries a fresh idempotency key each time, and the version it was drawn from', () => {
    const keys = [1, 2].map(() => /name="idempotencyKey" value="([0-9a-f-]{36})"/.exec(html(<Form action="/x" version={7} />))?.[1]);
    expect(new Set(keys).size).toBe(2);
    expect(html(<Form action="/x" version={7} />)).toContain('name="version" value="7"');
  });
  it('ties label, hint and error to the field', () => {
    const markup = html(<TextField name="school" label="学校" required hint="手引" error="誤り" value="あ" />);
    expect(markup).toContain('<label for="f-school"');
    expect(markup).toContain('aria-describedby="f-school-hint f-school-error"');
    expect(markup).toMatch(/id="f-school-hint"[^>]*>手引/);
    expect(markup).toMatch(/id="f-school-error"[^>]*>誤り/);
    expect(markup).toContain('aria-invalid="true"');
    expect(markup).toContain('必須');
  });
});

class Report {
  @Day() occurredOn: string;
  @TextAnswer() reason: string;
  @LongText({ optional: true }) note?: string;
  @Choice(['yes', 'no'], { set: 'yesNo', label: 'reason' }) way: string;
  @RelativeRef() relative: string;
  @Yes({ label: 'note' }) understood: true;
  @Flag({ label: 'note' }) press: boolean;
}

describe('the fields of a form class', () => {
  const relatives = [
    { value: 'a', label: '父' },
    { value: 'b', label: '母' },
  ];
  it('are drawn in order with the words of the texts', () => {
    const markup = html(<Fields of={Report} options={{ relatives }} />);
    const names = [...markup.matchAll(/name="(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(names)]).toEqual(['occurredOn', 'reason', 'note', 'way', 'relative', 'understood', 'press']);
    expect(markup).toContain('行われた日');
    expect(markup).toContain('母');
  });
  it('are filled again with what was typed', () => {
    const filled = { occurredOn: '2026-02-01', reason: 'あ', note: '一\n二', way: 'no', relative: 'b', understood: 'yes' };
    const markup = html(<Fields of={Report} values={filled} options={{ relatives }} />);
    expect(markup).toContain('value="2026-02-01"');
    expect(markup).toContain('一\n二</textarea>');
    for (const value of ['no', 'b', 'yes']) expect(markup).toMatch(new RegExp(`value="${value}"[^>]* checked`));
    expect(markup.match(/ checked/g)).toHaveLength(3);
  });
  it('say what is wrong in one list, each linked to its field', () => {
    const errors = [
      { field: 'reason', code: 'required' },
      { field: 'way', code: 'required' },
      { field: 'note', code: 'too-long' },
    ];
    const markup = html(<Mistakes of={Report} errors={errors} />);
    expect(markup).toContain('role="alert"');
    expect(markup).toMatch(/href="#f-reason"[^>]*>「理由」を入力してください。/);
    expect(markup).toMatch(/href="#f-way"[^>]*>「理由」を選んでください。/);
    expect(markup).toContain('4,000文字以内');
  });
  it('lead each mistake to a control that exists', () => {
    const drawn = html(<Fields of={Report} options={{}} />);
    for (const field of ['occurredOn', 'reason', 'note', 'way', 'relative', 'understood', 'press'])
      expect(drawn).toContain(`id="f-${field}"`);
  });
  it('report the words they lack', () => {
    class Unknown {
      @Choice(['p'], { hint: 'nowhere' }) strangeField: string;
    }
    expect(wordsMissingFor(Report)).toEqual([]);
    expect(wordsMissingFor(Unknown)).toEqual(['fields.strangeField', 'hints.nowhere', 'choices.strangeField.p']);
  });
});

describe('the rail', () => {
  const rail = html(
    <Rail
      stops={[
        { label: '発生', state: 'done', on: '2026-02-01' },
        { label: '基本調査', state: 'here' },
        { label: '終結', state: 'ahead' },
      ]}
      tracks={[{ label: '給付', state: 'done' }]}
    />,
  );
  it('is one line on a phone that says where the case stands', () => expect(rail).toMatch(/<summary[^>]*>手続の位置：基本調査（2／3）/));
  it('marks the stop it stands at and dates what is done', () => {
    expect(rail).toMatch(/aria-current="step"[^]*?基本調査/);
    expect(rail).toContain('datetime="2026-02-01"');
  });
  it('shows what runs beside it', () => expect(rail).toContain('並行する手続'));
});

describe('a table', () => {
  const markup = html(<Table caption="案件" columns={[{ head: '番号' }, { head: '位置' }]} rows={[['1', '基本調査']]} />);
  it('has a caption, scoped heads and a row head', () => {
    expect(markup).toContain('<caption');
    expect(markup).toMatch(/<th role="columnheader" scope="col"[^>]*>番号/);
    expect(markup).toMatch(/<th role="rowheader" scope="row"/);
  });
});

it('shows no page links where there is only one page', () => expect(html(<Pagination />)).toBe(''));
