import fc from 'fast-check';
import {
  Choice,
  Choices,
  Count,
  Day,
  Email,
  Flag,
  LongText,
  Moment,
  Month,
  Phone,
  Ref,
  RelativeRef,
  RelativeRefs,
  Text,
  Yes,
  fieldsOf,
  fillForm,
  jsonSchemaOf,
  readEnvelope,
  readForm,
} from './index.js';

class Base {
  @Day({ hint: 'occurredOn' }) occurredOn: string;
}
class Everything extends Base {
  @Text({ max: 10 }) name: string;
  @LongText({ optional: true }) note?: string;
  @Moment({ optional: true }) heldAt?: Date;
  @Month({ optional: true }) month?: string;
  @Count({ optional: true, min: 1, max: 5 }) tries?: number;
  @Choice(['LETTER', 'PHONE'], { optional: true, set: 'ways' }) way?: string;
  @Choices(['A', 'B', 'C'], { optional: true }) ticks?: string[];
  @Flag() press: boolean;
  @Email({ optional: true }) email?: string;
  @Phone({ optional: true }) phone?: string;
  @RelativeRef({ optional: true }) relative?: string;
  @RelativeRefs({ optional: true }) present?: string[];
  @Ref('decideToMove', { optional: true }) decision?: string;
}
class Strict {
  @Yes() understood: true;
  @Choices(['A', 'B']) ticks: string[];
}
const id = '7c9f9d80-2b0a-4e0f-9a52-0e3c4d1f2a3b';
const enough = { occurredOn: '2026-02-01', name: '山田' };
const codesOf = (body: unknown, mode: 'page' | 'api' = 'page') => readForm(Everything, body, mode).errors ?? [];
const codeFor = (field: string, raw: unknown, mode: 'page' | 'api' = 'page') =>
  codesOf({ ...enough, [field]: raw }, mode).find((error) => error.field === field)?.code;
const valueOf = (more: object, mode: 'page' | 'api' = 'page') => readForm(Everything, { ...enough, ...more }, mode).value;

describe('the fields of a form', () => {
  it('begin with those of the base class and keep the order of the class', () => {
    expect(
      fieldsOf(Everything)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(['occurredOn', 'name', 'note']);
    expect(fieldsOf(Base)).toHaveLength(1);
  });
  it('say what a page and a schema need to know', () => {
    expect(fieldsOf(Everything)[0]).toEqual({ name: 'occurredOn', kind: 'day', required: true, hint: 'occurredOn' });
    expect(fieldsOf(Everything).find(({ name }) => name === 'way')).toMatchObject({
      values: ['LETTER', 'PHONE'],
      required: false,
      set: 'ways',
    });
  });
});

describe('a form from a page', () => {
  it('is read into its class with the types of its fields', () => {
    const value = valueOf({ heldAt: '2026-02-03T10:30', tries: '３', press: 'yes', ticks: 'A', present: [id], note: ' 一\r\n二 ' });
    expect(value).toBeInstanceOf(Everything);
    expect(value).toMatchObject({
      heldAt: new Date('2026-02-03T01:30:00Z'),
      tries: 3,
      press: true,
      ticks: ['A'],
      present: [id],
      note: '一\n二',
    });
  });
  it('leaves out what was left empty, but a flag is then false', () => {
    const value = valueOf({ note: '', email: ' ', tries: '', way: '', relative: '', heldAt: '' });
    expect(Object.entries(value!).filter(([, held]) => held !== undefined)).toEqual([...Object.entries(enough), ['press', false]]);
  });
  it('makes kana whole, keeps the characters of names as they were written, and reads full-width digits where the computer reads the answer', () => {
    expect(valueOf({ name: 'か\u3099' })?.name).toBe('が');
    expect(valueOf({ name: 'ＡＢ' })?.name).toBe('ＡＢ');
    for (const name of ['\ufa19\ufa1a', '葛\u{e0100}城', '﨑髙𠮷']) expect(valueOf({ name })?.name).toBe(name);
    expect(valueOf({ phone: '０３ー１２３４ー５６７８', email: 'ａ..b.@example.jp' })).toMatchObject({
      phone: '03-1234-5678',
      email: 'a..b.@example.jp',
    });
  });
  it('ignores fields it does not know and hidden ones', () => {
    expect(readForm(Everything, { ...enough, press: 'on', isAdmin: 'yes', _method: 'x', version: '3' }).value).not.toHaveProperty(
      'isAdmin',
    );
  });
  it.each([
    ['occurredOn', '', 'required'],
    ['occurredOn', '2026-02-30', 'not-a-day'],
    ['occurredOn', ['2026-02-01', '2026-02-02'], 'repeated'],
    ['occurredOn', { $gt: '' }, 'not-a-day'],
    ['name', '　', 'required'],
    ['name', '12345678901', 'too-long'],
    ['name', 'a\0b', 'bad-characters'],
    ['name', 'a\ud800b', 'bad-characters'],
    ['name', 'a\nBcc: x', 'bad-characters'],
    ['name', ['a', 'b'], 'repeated'],
    ['note', 'x'.repeat(4001), 'too-long'],
    ['heldAt', '2026-02-03T24:00', 'not-a-moment'],
    ['heldAt', '2026-02-03T10:00Z', 'not-a-moment'],
    ['month', '2026-13', 'not-a-month'],
    ['tries', '0', 'too-small'],
    ['tries', '6', 'too-large'],
    ['tries', '1.5', 'not-a-number'],
    ['tries', '9'.repeat(40), 'not-a-number'],
    ['way', 'FAX', 'not-a-choice'],
    ['ticks', ['A', 'A'], 'repeated'],
    ['ticks', ['A', 'Z'], 'not-a-choice'],
    ['press', 'perhaps', 'not-a-flag'],
    ['email', 'a@b', 'not-an-email'],
    ['email', 'a@b.jp>\r\nBcc: c@d.jp', 'bad-characters'],
    ['phone', '119', 'not-a-phone'],
    ['relative', '1 or 1=1', 'not-an-id'],
    ['present', [id, id], 'repeated'],
    ['decision', 'x', 'not-an-id'],
  ])('says no to %s = %j with %s', (field, raw, code) => expect(codeFor(field, raw)).toBe(code));
  it('asks for a tick and for at least one choice where they are needed', () => {
    expect(readForm(Strict, {}).errors).toEqual([
      { field: 'understood', code: 'must-be-ticked' },
      { field: 'ticks', code: 'required' },
    ]);
    expect(readForm(Strict, { understood: 'yes', ticks: ['B'] }).value).toEqual({ understood: true, ticks: ['B'] });
  });
  it('hands back what was typed, so that nobody types it again', () => {
    const { errors, filled } = readForm(Everything, { ...enough, occurredOn: '2月1日', ticks: ['A', 'Z'], secret: 'x' });
    expect(errors).toEqual([
      { field: 'occurredOn', code: 'not-a-day' },
      { field: 'ticks', code: 'not-a-choice' },
    ]);
    expect(filled).toEqual({ occurredOn: '2月1日', name: '山田', ticks: ['A', 'Z'] });
  });
});

describe('a form from another program', () => {
  it('is read from JSON with its own types and times with a zone', () => {
    const value = valueOf({ heldAt: '2026-02-03T10:30:00+09:00', tries: 2, press: true, ticks: ['A'] }, 'api');
    expect(value).toMatchObject({ heldAt: new Date('2026-02-03T01:30:00Z'), tries: 2, press: true, ticks: ['A'] });
  });
  it.each([
    ['tries', '3', 'not-a-number'],
    ['tries', 1e400, 'not-a-number'],
    ['press', 'yes', 'not-a-flag'],
    ['ticks', 'A', 'not-a-choice'],
    ['heldAt', '2026-02-03T10:30', 'not-a-moment'],
    ['name', 5, 'not-text'],
  ])('says no to %s = %j with %s', (field, raw, code) => expect(codeFor(field, raw, 'api')).toBe(code));
  it('may not carry unknown fields, but a version and an idempotency key', () => {
    expect(codesOf({ ...enough, version: 1, idempotencyKey: id, nmae: 1 }, 'api')).toEqual([{ field: 'nmae', code: 'unknown-field' }]);
  });
  it.each([null, undefined, 'text', 5, [], [enough]])('must be an object, not %j', (body) =>
    expect(codesOf(body, 'api')).toEqual([{ field: '', code: 'not-an-object' }]),
  );
});

describe('whatever is sent', () => {
  const nearly = fc.record(
    Object.fromEntries(fieldsOf(Everything).map(({ name }) => [name, fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }))])),
    {
      requiredKeys: [],
    },
  );
  it('reading a form never throws and never lets through what its schema forbids', () => {
    const hostile = fc.oneof(nearly, fc.jsonValue(), fc.anything(), fc.constant(JSON.parse('{"__proto__":{"name":"x"},"constructor":1}')));
    fc.assert(
      fc.property(hostile, fc.constantFrom('page' as const, 'api' as const), (body, mode) => {
        const read = readForm(Everything, body, mode);
        if (read.errors) return read.errors.length > 0 && read.errors.every(({ code }) => /^[a-z-]+$/.test(code));
        return (
          !/\p{Surrogate}/u.test(Object.values(read.value).join('')) &&
          Object.keys(read.value).every((name) => fieldsOf(Everything).some((field) => field.name === name))
        );
      }),
      { numRuns: 1000 },
    );
  });
  it('a read form fills its page with what reads back the same', () => {
    const value = valueOf({ heldAt: '2026-02-03T10:30', tries: '3', press: 'yes', ticks: ['A', 'B'], note: '一\n二' })!;
    expect(readForm(Everything, fillForm(Everything, value)).value).toEqual(value);
  });
});

describe('the schema of a form', () => {
  it('lists what is needed and closes the door to the rest', () => {
    const schema = jsonSchemaOf(Everything);
    expect(schema).toMatchObject({ type: 'object', required: ['occurredOn', 'name'], additionalProperties: false });
    expect(schema['properties']).toMatchObject({
      occurredOn: { type: 'string', format: 'date' },
      name: { type: 'string', maxLength: 10, minLength: 1 },
      way: { enum: ['LETTER', 'PHONE'] },
      tries: { type: 'integer', minimum: 1, maximum: 5 },
      press: { type: 'boolean' },
    });
  });
});

describe('what a form carries beside its answers', () => {
  it('is its key and the version the page was drawn from', () => {
    expect(readEnvelope({ idempotencyKey: id, version: '3', name: 'x' })).toEqual({ idempotencyKey: id, version: 3 });
    expect(readEnvelope({ version: 4 })).toEqual({ version: 4 });
  });
  it.each([null, undefined, 'x', [], {}, { version: '', idempotencyKey: '' }])('may be missing, as in %j', (body) =>
    expect(readEnvelope(body)).toEqual({}),
  );
  it.each([{ version: '1e3' }, { version: ['1'] }, { version: -1 }, { idempotencyKey: 'x' }, { idempotencyKey: [id] }])(
    'is refused where it is none, as in %j',
    (body) => expect(() => readEnvelope(body)).toThrow('bad-input'),
  );
});
