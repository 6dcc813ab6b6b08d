import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { NamedPoint } from './named-points.ts';

export type WorkerOptions = {
  url: string;
  /** Milliseconds of a call at the simulated network; 0 = as fast as it can, without a limit. */
  latencyMs?: number;
  /** The network elements it speaks to; absent: the simulated network. */
  networkFile?: string;
  /** Where it kills itself, and at which time it is there. */
  point?: NamedPoint;
  nth?: number;
  /** Begins planned orders at their time. */
  begins?: boolean;
  /** Writes exports in the background. */
  writes?: boolean;
  /** Sends the mails there. */
  smtpUrl?: string;
};

const alive = new Set<ChildProcess>();

/**
 * Starts workers as processes of their own; what is left of them is killed after each test. The next one has read its code already and
 * waits to be told what to do, so that a life begins where it can be interesting to end it.
 */
export function workerProcesses(): {
  start(options: WorkerOptions): ChildProcess;
  kill(worker: ChildProcess): Promise<void>;
} {
  let spare = aProcess();
  afterEach(() => {
    for (const worker of alive) worker.kill('SIGKILL');
    alive.clear();
  });
  afterAll(() => void spare.kill('SIGKILL'));
  return {
    start: (options) => {
      const worker = spare;
      spare = aProcess();
      alive.add(worker);
      worker.stdin.end(JSON.stringify(options));
      return worker;
    },
    kill: async (worker) => {
      worker.kill('SIGKILL');
      await ended(worker);
    },
  };
}

function aProcess() {
  const worker = spawn(
    process.execPath,
    ['--max-semi-space-size=16', join(import.meta.dirname, 'worker.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  // Whoever was killed before it was told anything does not read it.
  worker.stdin.on('error', () => {});
  return worker;
}

/** Resolves when the process is gone. */
export async function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
  alive.delete(worker);
}

/** Resolves when it works, or has ended before. */
export async function works(worker: ChildProcess): Promise<void> {
  for await (const chunk of worker.stdout ?? []) if (String(chunk).includes('working')) return;
}
