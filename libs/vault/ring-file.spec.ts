import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vault as words } from '#lib/texts';
import { newRing, withNext } from './domain/ring.js';
import { KeyRingProblem } from './problem.js';
import { RingFile } from './ring-file.js';

let folder: string;
let at: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-ring-'));
  at = path.join(folder, 'key-ring.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problem(): KeyRingProblem {
  try {
    new RingFile(at).ring();
  } catch (error) {
    if (error instanceof KeyRingProblem) return error;
    throw error;
  }
  throw new Error('the ring was taken');
}
const ring = newRing('2026-11-26');

describe('the file of the key ring', () => {
  it('is readable by its account only, and nothing half stays beside it', () => {
    new RingFile(at).write(ring);
    expect(statSync(at).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['key-ring.json']);
    expect(new RingFile(at).ring()).toEqual(ring);
  });
  it('is read again when it has changed', () => {
    const file = new RingFile(at);
    file.write(ring);
    expect(file.ring().current).toBe('2026-11-26');
    new RingFile(at).write(withNext(ring, '2027-04-01'));
    expect(file.ring().current).toBe('2026-11-26');
    expect(file.fresh().current).toBe('2027-04-01');
    expect(file.ring().current).toBe('2027-04-01');
  });
  it('that is away for a while is gone on with by who has read it, and by nobody else', () => {
    const file = new RingFile(at);
    file.write(ring);
    expect(file.newest()).toEqual(ring);
    rmSync(at);
    expect(file.newest()).toEqual(ring);
    expect(() => new RingFile(at).newest()).toThrow(KeyRingProblem);
  });
  it('that is missing is said to be, with its place and the cure', () => {
    expect(problem().code).toBe('absent');
    expect(problem().message).toContain(at);
    expect(problem().message).toContain('npm run keys:make');
  });
  it.each([0o640, 0o604, 0o644, 0o666])('that others can read (%o) is refused', (mode) => {
    new RingFile(at).write(ring);
    chmodSync(at, mode);
    expect(problem().code).toBe('open-to-others');
    expect(problem().message).toContain(`chmod 600 ${at}`);
  });
  it('that is damaged is refused', () => {
    writeFileSync(at, '{', { mode: 0o600 });
    expect(problem().code).toBe('not-a-ring');
  });
});

it.each(Object.entries(words.problems))('%s is told with its cure', (_, sentence) => expect(sentence).toMatch(/(ください|読めません)。$/));
