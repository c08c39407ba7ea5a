import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { type KeyRing, readRing, writeRing } from './domain/ring.js';
import { KeyRingProblem } from './problem.js';

const others = 0o077;

/** The key ring in its file. Read at first use, and again when the file has changed: a new master key needs no restart. */
export class RingFile {
  private held: { readonly ring: KeyRing; readonly stamp: string } | undefined;

  constructor(readonly path: string) {}

  /** The ring as it was read. Throws KeyRingProblem. */
  ring(): KeyRing {
    return this.held?.ring ?? this.fresh();
  }

  /** The ring as it is in the file now. Throws KeyRingProblem. */
  fresh(): KeyRing {
    const facts = { file: this.path };
    const stamp = this.stamp();
    if (stamp === null) throw new KeyRingProblem('absent', facts);
    if (this.held?.stamp === stamp) return this.held.ring;
    const ring = readRing(readFileSync(this.path, 'utf8'));
    if (!ring) throw new KeyRingProblem('not-a-ring', facts);
    this.held = { ring, stamp };
    return ring;
  }

  /** As it is in the file now; as it was read before where the file cannot be read at this moment, so that what runs goes on. */
  newest(): KeyRing {
    try {
      return this.fresh();
    } catch (error) {
      if (this.held && error instanceof KeyRingProblem) return this.held.ring;
      throw error;
    }
  }

  exists(): boolean {
    return this.stamp() !== null;
  }

  /** Writes the whole ring or nothing, readable by this account only. */
  write(ring: KeyRing): void {
    const half = `${this.path}.${randomBytes(4).toString('hex')}.half`;
    const handle = openSync(half, 'wx', 0o600);
    try {
      writeSync(handle, writeRing(ring));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(half, this.path);
  }

  /** Changes with the file; null where there is none. */
  private stamp(): string | null {
    try {
      const { mode, mtimeMs, size, ino } = statSync(this.path);
      if ((mode & others) !== 0) throw new KeyRingProblem('open-to-others', { file: this.path });
      return [mtimeMs, size, ino].join();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      if (code === 'EACCES' || code === 'EPERM') throw new KeyRingProblem('not-readable', { file: this.path });
      throw error;
    }
  }
}
