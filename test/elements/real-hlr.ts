import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real osmo-hlr of its own on a loopback address of its own: its ports are fixed (CTRL 4259, VTY 4258, GSUP 4222). */
export type RealHlr = {
  address: string;
  databaseFile: string;
  /** What its database has, read beside it. */
  subscribers(): HlrRow[];
  /** What its telnet interface says to a command. */
  vty(command: string): Promise<string>;
  start(): Promise<void>;
  /** As a power cut: nothing is finished. */
  kill(): Promise<void>;
  /** Stands still, keeps its connections, answers nothing. */
  freeze(): void;
  thaw(): void;
  /** Holds its database as another program would: it answers like a refusal meanwhile. Ends with the function's result. */
  lockDatabase(): () => void;
  stop(): Promise<void>;
};

export type HlrRow = { imsi: string; msisdn: string | null; cs: number; ps: number };

/** Throws at once when osmo-hlr is not installed: these tests must not pass without it. */
export function requireOsmoHlr(): void {
  try {
    execFileSync('osmo-hlr', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error('osmo-hlr is not installed: apt-get install osmo-hlr (.ci/run does it)');
  }
}

/** Starts one on an address that nobody else uses, other runs of these tests on the same machine neither. */
export async function startRealHlr(): Promise<RealHlr> {
  requireOsmoHlr();
  const address = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
  const folder = mkdtempSync(join(tmpdir(), 'flottille-hlr-'));
  const databaseFile = join(folder, 'hlr.db');
  writeFileSync(
    join(folder, 'hlr.cfg'),
    `log stderr\n logging level main error\n logging level db error\nline vty\n bind ${address}\nctrl\n bind ${address}\nhlr\n gsup\n  bind ip ${address}\n`,
  );
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const own = spawn('osmo-hlr', ['-c', 'hlr.cfg', '-l', databaseFile], { cwd: folder, stdio: 'ignore' });
    child = own;
    for (let wait = 0; !(await answers(address, 4259)); wait += 1) {
      if (own.exitCode !== null || wait > 200) throw new Error(`osmo-hlr does not start on ${address}`);
      await sleep(25);
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  await start();
  return {
    address,
    databaseFile,
    subscribers: () => {
      const database = new DatabaseSync(databaseFile, { readOnly: true });
      try {
        return database
          .prepare('SELECT imsi, msisdn, nam_cs AS cs, nam_ps AS ps FROM subscriber ORDER BY imsi')
          .all()
          .map((row) => ({
            imsi: String(row['imsi']),
            msisdn: row['msisdn'] === null ? null : String(row['msisdn']),
            cs: Number(row['cs']),
            ps: Number(row['ps']),
          }));
      } finally {
        database.close();
      }
    },
    vty: (command) => askVty(address, command),
    start,
    kill: () => end('SIGKILL'),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    lockDatabase: () => {
      const other = new DatabaseSync(databaseFile);
      other.exec('PRAGMA busy_timeout = 2000; BEGIN IMMEDIATE');
      return () => {
        other.exec('ROLLBACK');
        other.close();
      };
    },
    stop: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** One command at the telnet prompt; what is printed until the prompt comes again. */
async function askVty(host: string, command: string): Promise<string> {
  const socket = connect({ host, port: 4258 });
  socket.setEncoding('latin1');
  let said = '';
  const prompt = /OsmoHLR[>#] $/;
  const until = async () => {
    for await (const piece of socket.iterator({ destroyOnReturn: false })) {
      said += String(piece);
      if (prompt.test(said)) return;
    }
  };
  await until();
  said = '';
  socket.write(`${command}\r\n`);
  await until();
  socket.destroy();
  return said;
}
