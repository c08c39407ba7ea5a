import { execFileSync } from 'node:child_process';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The living processes a process has started itself. */
export const childrenOf = (parent: number): Process[] => all().filter((one) => one.parent === parent);

function all(): Process[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,state=,command='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, ppid, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || state!.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(ppid), command: command! }];
  });
}
