import { helpLines } from './data.js';

describe('help lines', () => {
  it('name a number only where it was confirmed, and say how to find the others', () => {
    for (const line of helpLines()) {
      expect(line.source).not.toBe('');
      if (line.certain) expect(line.phone).toMatch(/^0\d[\d-]+$/);
      else expect([line.phone, line.hours, line.note]).toEqual([null, null, expect.stringMatching(/。$/)]);
    }
  });

  it('begin with the line children can call at any hour', () => {
    expect(helpLines()[0]).toMatchObject({ name: '24時間子供SOSダイヤル', phone: '0120-0-78310', certain: true });
    expect(new Set(helpLines().map((line) => line.code)).size).toBe(helpLines().length);
  });
});
