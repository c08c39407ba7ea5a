import { type Query, loadReference } from './load.js';

describe('loading reference data', () => {
  it('sends one statement for each table, with all its rows', async () => {
    const sent: [string, number][] = [];
    const query: Query = (sql, params = []) => {
      const table = /insert into (\w+)/.exec(sql)?.[1] ?? '';
      sent.push([table, (JSON.parse(String(params[0])) as unknown[]).length]);
      return Promise.resolve();
    };
    await loadReference(query);
    expect(sent).toEqual([
      ['local_government', 1788],
      ['holiday', 728],
      ['help_line', 5],
    ]);
  });
});
