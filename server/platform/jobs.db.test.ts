import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { settableClock } from './clock.ts';
import { type Jobs, type Schedule, startJobs } from './jobs.ts';

const { db } = await testDatabase();
const clock = settableClock(new Date('2022-06-13T13:28:00Z'));
const errors: object[] = [];
const log = { info: () => {}, error: (fields: object) => void errors.push(fields) };
let started: Jobs[] = [];

function start(schedule: Partial<Schedule> & Pick<Schedule, 'run'>): Jobs {
  const jobs = startJobs({ db, clock, log, schedules: [{ name: 'sweep', everySeconds: 3600, ...schedule }] });
  started.push(jobs);
  return jobs;
}

beforeEach(async () => {
  await sql`DELETE FROM schedule`.execute(db);
  errors.length = 0;
});
afterEach(async () => {
  await Promise.all(started.map((jobs) => jobs.stop()));
  started = [];
});

describe('a schedule', () => {
  it('runs at the start when it never ran, on the clock of the portal', async () => {
    const times: Date[] = [];
    const jobs = start({
      run: async (call) => {
        expect(call.actor).toEqual({ kind: 'system', name: 'sweep' });
        times.push(call.now);
      },
    });
    await jobs.stop();
    expect(times).toEqual([clock.now()]);
  });

  it('runs in one process only, however many are started', async () => {
    let runs = 0;
    const run = async () => {
      runs += 1;
      await sleep(50);
    };
    await Promise.all([1, 2, 3, 4].map(() => start({ run }).stop()));
    await start({ run }).stop();
    expect(runs).toBe(1);
  });

  it('runs at the start when it was due while nothing ran', async () => {
    let runs = 0;
    const run = async () => void (runs += 1);
    await start({ run }).stop();
    await sql`UPDATE schedule SET due_at = clock_timestamp() - interval '1 second'`.execute(db);
    await start({ run }).stop();
    expect(runs).toBe(2);
  });

  it('runs again and again', async () => {
    let runs = 0;
    await new Promise<void>((resolve) => {
      start({
        everySeconds: 0.05,
        run: async () => {
          runs += 1;
          if (runs === 3) resolve();
        },
      });
    });
    expect(runs).toBe(3);
  });

  it('that fails is told and runs again when it is next due', async () => {
    let fails = true;
    let runs = 0;
    const jobs = start({
      run: async () => {
        runs += 1;
        if (fails) throw new Error('no luck');
      },
    });
    await jobs.stop();
    expect(errors).toMatchObject([{ job: 'sweep' }]);
    const row = await sql`SELECT last_error, lease_until FROM schedule`.execute(db);
    expect(row.rows).toEqual([{ last_error: 'no luck', lease_until: null }]);
    fails = false;
    expect(await jobs.runNow('sweep')).toBe(true);
    expect(runs).toBe(2);
  });

  it('whose process died is free again when its lease has ended, and not before', async () => {
    let runs = 0;
    const run = async () => void (runs += 1);
    await sql`INSERT INTO schedule (name, due_at, lease_until, started_at)
      VALUES ('sweep', now() - interval '1 hour', now() + interval '1 minute', now())`.execute(db);
    await start({ run }).stop();
    expect(runs).toBe(0);
    await sql`UPDATE schedule SET lease_until = now() - interval '1 second'`.execute(db);
    await start({ run }).stop();
    expect(runs).toBe(1);
  });
});
