import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What Node is started with by `npm start`. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [flags] = /(?<=exec node ).*(?=server\/main\.ts$)/.exec(scripts.start) ?? [];
  if (flags === undefined) throw new Error('npm start does not end in `exec node … server/main.ts`');
  return [...flags.split(' ').filter(Boolean), join(root, 'server/main.ts')];
}

export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

/** The portal as `npm start` starts it, with nothing in its environment but what is told here and where its compiled code is kept. */
export type PortalProcess = {
  pid: number;
  child: ChildProcess;
  /** Waits until it says that it is ready; rejects when it ends instead. Milliseconds it took, and its address. */
  ready(): Promise<{ address: string; stdout: string; took: number }>;
  ended: Promise<Ended>;
  signal(name: NodeJS.Signals): void;
  /** Ends it and waits for that. */
  stop(): Promise<Ended>;
};

const running = new Set<PortalProcess>();
const folders: string[] = [];

/** A folder that is gone after the tests of the file, as are the processes started in them. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flottille-start-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const portal of running) {
    portal.signal('SIGTERM');
    await portal.ended;
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function startPortalProcess(
  environment: Record<string, string>,
  account: { uid?: number; gid?: number } = {},
): PortalProcess {
  const begun = performance.now();
  const child = spawn(process.execPath, startArguments(), {
    ...account,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const ready = Promise.withResolvers<Awaited<ReturnType<PortalProcess['ready']>>>();
  ready.promise.catch(() => {}); // told to who waits for it
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    const address = /^Flottille is ready at (\S+)\n[^]*\n$/m.exec(said.stdout)?.[1];
    if (address) ready.resolve({ address, stdout: said.stdout, took: performance.now() - begun });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(portal);
      ready.reject(new Error(`it ended with ${code ?? signal}: ${said.stderr}${said.stdout}`));
      resolve({ code, signal, ...said });
    });
  });
  const portal: PortalProcess = {
    pid: child.pid ?? 0,
    child,
    ready: () => ready.promise,
    ended,
    signal: (name) => void child.kill(name),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
  running.add(portal);
  return portal;
}

/** Signs in with a demo account; returns the cookie. */
export async function signInAt(address: string, account: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${account}@demo.test`, password: 'flottille-demo' }),
  });
  if (!answer.ok) throw new Error(`${account} cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Process numbers of the PostgreSQL servers and their helpers that work in this data folder. */
export function serversIn(dataDir: string): number[] {
  return processes().filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir);
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

/**
 * Memory of these processes in MB, that what they share counted once (proportional set size). Needs the rights to read it;
 * null where the system does not tell.
 */
export function memoryOf(pids: number[]): number | null {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      kilobytes += Number(
        /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
      );
    } catch {
      return null;
    }
  }
  return Math.round(kilobytes / 1024);
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
