import { type Kysely, sql } from 'kysely';
import type { DB } from '../tables.ts';
import type { Call, System } from './call.ts';
import type { Clock } from './clock.ts';
import { newId } from './id.ts';

/** Work that the portal does by itself. It may run again after a crash, so doing it twice must be doing it once. */
export type Schedule = {
  /** kebab-case, unique; the row of the table `schedule`. */
  name: string;
  everySeconds: number;
  run(call: Call<System>): Promise<void>;
};

export type JobParts = {
  db: Kysely<DB>;
  clock: Clock;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  schedules: Schedule[];
  /** Told of each run, for the metrics. */
  onRun?(name: string, ok: boolean, seconds: number): void;
};

export type Jobs = {
  /** Runs one now, due or not, unless another process is at it; answers whether it ran. */
  runNow(name: string): Promise<boolean>;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
};

const leaseSeconds = 60;

/** Runs each schedule when it is due, in one process at a time, also when it was due while no process ran. */
export function startJobs(parts: JobParts): Jobs {
  const running = new Set<Promise<unknown>>();
  const timers = parts.schedules.map((schedule) => {
    const timer = setInterval(() => void track(schedule, false), schedule.everySeconds * 1000);
    timer.unref();
    return timer;
  });

  function track(schedule: Schedule, evenIfNotDue: boolean): Promise<boolean> {
    const run = runIfFree(parts, schedule, evenIfNotDue).finally(() => running.delete(run));
    running.add(run);
    return run;
  }

  for (const schedule of parts.schedules) void track(schedule, false);
  return {
    async runNow(name) {
      const schedule = parts.schedules.find((one) => one.name === name);
      if (!schedule) throw new Error(`there is no schedule ${name}`);
      return track(schedule, true);
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}

async function runIfFree(parts: JobParts, schedule: Schedule, evenIfNotDue: boolean): Promise<boolean> {
  const { db, log } = parts;
  const begun = performance.now();
  let mark: string | undefined;
  try {
    mark = await take(db, schedule, evenIfNotDue);
  } catch (error) {
    log.error({ err: error, job: schedule.name }, 'a job could not be taken in hand');
  }
  if (mark === undefined) return false;
  const held = mark;
  const renewal = setInterval(
    () => void renew(db, schedule, held).catch(() => {}),
    (leaseSeconds * 1000) / 3,
  );
  const failure = await attempt(parts, schedule);
  clearInterval(renewal);
  const seconds = (performance.now() - begun) / 1000;
  if (failure)
    log.error({ err: failure, job: schedule.name }, 'a job failed; it runs again when it is next due');
  else log.info({ job: schedule.name, ms: Math.round(seconds * 1000) }, 'job done');
  parts.onRun?.(schedule.name, !failure, seconds);
  await giveBack(db, schedule, held, failure).catch((error: unknown) => {
    log.error(
      { err: error, job: schedule.name },
      'a job could not be given back; it is free again in a minute',
    );
  });
  return true;
}

async function attempt({ db, clock }: JobParts, schedule: Schedule): Promise<Error | undefined> {
  const actor: System = { kind: 'system', name: schedule.name };
  try {
    await schedule.run({ db, actor, now: clock.now(), requestId: newId(), ip: null });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Of all processes one gets it, and with it the mark that it is its turn; who dies with it loses it when the lease ends.
 * Times are the database's: one clock for all processes.
 */
async function take(db: Kysely<DB>, { name }: Schedule, evenIfNotDue: boolean): Promise<string | undefined> {
  const taken = await sql<{ mark: string }>`
    INSERT INTO schedule AS known (name, due_at, lease_until, started_at)
    VALUES (${name}, clock_timestamp(), clock_timestamp() + make_interval(secs => ${leaseSeconds}), clock_timestamp())
    ON CONFLICT (name) DO UPDATE SET lease_until = excluded.lease_until, started_at = excluded.started_at
    WHERE (known.due_at <= clock_timestamp() OR ${evenIfNotDue})
      AND (known.lease_until IS NULL OR known.lease_until < clock_timestamp())
    RETURNING started_at::text AS mark`.execute(db);
  return taken.rows[0]?.mark;
}

async function renew(db: Kysely<DB>, { name }: Schedule, mark: string): Promise<void> {
  await sql`UPDATE schedule SET lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    WHERE name = ${name} AND started_at = ${mark}::timestamptz`.execute(db);
}

/** Next due one interval after it began, a moment earlier so that the next tick of this process finds it due. */
async function giveBack(
  db: Kysely<DB>,
  { name, everySeconds }: Schedule,
  mark: string,
  failure: Error | undefined,
): Promise<void> {
  await sql`UPDATE schedule SET
      due_at = started_at + make_interval(secs => ${everySeconds * 0.9}),
      lease_until = NULL, ended_at = clock_timestamp(), last_error = ${failure?.message ?? null}
    WHERE name = ${name} AND started_at = ${mark}::timestamptz`.execute(db);
}
