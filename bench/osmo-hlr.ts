import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../server/platform/id.ts';
import type { Connector, Sim } from '../server/provisioning/connectors/connector.ts';
import { ctrlFrame, frameReader } from '../server/provisioning/connectors/ctrl-frames.ts';
import { hlrServices } from '../server/provisioning/connectors/osmo-hlr-services.ts';
import { openOsmoHlr } from '../server/provisioning/connectors/osmo-hlr.ts';

const address = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
const atOnce = 32;
const rounds = 4;

/**
 * Changes a second that the connector makes on a real osmo-hlr (block data on, off), against as many SETs sent straight down one CTRL
 * connection, as many at a time. In turn, the middle one of each: the disk is what both wait for, and it is moody. Each write changes
 * something: osmo-hlr does not write what is so already. Null where osmo-hlr is not installed.
 */
export async function osmoHlrWrites(writes = 600): Promise<{
  name: string;
  ratio: number;
  target: number;
  ours: number;
  reference: number;
} | null> {
  try {
    execFileSync('osmo-hlr', ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const stop = await startHlr();
  const services = hlrServices.parse({ 'data-barred': { on: 'ps-enabled=0', off: 'ps-enabled=1' } });
  const limits = { ratePerSecond: Infinity, concurrency: atOnce, timeoutMs: 10_000 };
  const connector = openOsmoHlr({ host: address, port: 4259, services, limits });
  try {
    const sims = Array.from({ length: writes }, (_, place) => simOf(place));
    await allOf(sims, (sim) => makeKnown(connector, sim));
    const ours: number[] = [];
    const reference: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await perSecond(writes, () => through(connector, sims, true)));
      reference.push(await perSecond(writes, () => raw(sims, false)));
      reference.push(await perSecond(writes, () => raw(sims, true)));
      ours.push(await perSecond(writes, () => through(connector, sims, false)));
    }
    const middle = { ours: middleOf(ours), reference: middleOf(reference) };
    return {
      name: 'osmo-hlr writes a second',
      ratio: middle.ours / middle.reference,
      target: 0.8,
      ...middle,
    };
  } finally {
    await connector.close();
    await stop();
  }
}

async function startHlr(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'flottille-bench-hlr-'));
  const config = `line vty\n bind ${address}\nctrl\n bind ${address}\nhlr\n gsup\n  bind ip ${address}\n`;
  writeFileSync(join(folder, 'hlr.cfg'), config);
  const hlr = spawn('osmo-hlr', ['-c', 'hlr.cfg', '-l', join(folder, 'hlr.db')], {
    cwd: folder,
    stdio: 'ignore',
  });
  await sleep(1_000);
  return async () => {
    hlr.kill('SIGKILL');
    await once(hlr, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
}

function simOf(place: number): Sim {
  const digits = String(place).padStart(10, '0');
  return { iccid: `893298000${digits}`, imsi: `20698${digits}`, msisdn: `324${digits.slice(2)}` };
}

async function makeKnown(connector: Connector, sim: Sim): Promise<void> {
  const request = { itemId: newId(), ...sim, actions: [{ action: 'create' as const }] };
  await connector.apply(request, AbortSignal.timeout(10_000));
}

/** Some at a time. */
async function allOf<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function perSecond(writes: number, work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return Math.round((writes / (performance.now() - begun)) * 1000);
}

function middleOf(some: number[]): number {
  return some.toSorted((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0;
}

async function through(connector: Connector, sims: Sim[], bars: boolean): Promise<void> {
  const services = [{ service: 'data-barred', value: 'on' }];
  const action = { action: bars ? ('add' as const) : ('remove' as const), code: 'block-data', services };
  await allOf(sims, async (sim) => {
    const request = { itemId: newId(), ...sim, actions: [action] };
    const answer = await connector.apply(request, AbortSignal.timeout(10_000));
    if (!('done' in answer)) throw new Error(`osmo-hlr refused: ${JSON.stringify(answer)}`);
  });
}

/** SETs one after the other down a socket, so many unanswered at a time. */
async function raw(sims: Sim[], bars: boolean): Promise<void> {
  const socket = connect({ host: address, port: 4259, noDelay: true });
  await once(socket, 'connect');
  const read = frameReader();
  const finished = Promise.withResolvers<void>();
  const waiting = [...sims];
  let answered = 0;
  const send = () => {
    const some = waiting.splice(0, atOnce - (sims.length - waiting.length - answered));
    const frames = some.map(({ imsi }) =>
      ctrlFrame(`SET 1 subscriber.by-imsi-${imsi}.ps-enabled ${bars ? 0 : 1}`),
    );
    if (frames.length > 0) socket.write(Buffer.concat(frames));
  };
  socket.on('error', finished.reject).on('data', (piece) => {
    for (const text of read(piece)) {
      if (!text.startsWith('SET_REPLY')) finished.reject(new Error(`osmo-hlr said ${text}`));
      answered += 1;
    }
    if (answered === sims.length) finished.resolve();
    else send();
  });
  send();
  await finished.promise;
  socket.destroy();
}

if (import.meta.main) {
  const measured = await osmoHlrWrites();
  if (!measured) throw new Error('osmo-hlr is not installed: apt-get install osmo-hlr');
  const { name, ratio, target, ours, reference } = measured;
  process.stdout.write(
    `${name} ratio=${ratio.toFixed(2)} target=${target} ${ratio >= target ? 'ok' : 'MISS'} (ours ${ours}, reference ${reference})\n`,
  );
}
