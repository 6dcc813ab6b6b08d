import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now } from '../../test/fleet.ts';
import { aPerson, linesOnNetwork, orderFor } from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { settableClock } from '../platform/clock.ts';
import { monitorSchema } from './contract.ts';
import { forgetOld } from './forget-old.ts';
import { readMonitor } from './read-monitor.ts';
import { reportWork } from './report-work.ts';
import { countWorkersAlive } from './workers-alive.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const staff = await aStaffCall(db);
const clock = settableClock(now);
const log = { warn: (fields: object) => console.error(fields) };

/** A worker whose counters the test sets. */
function aWorker() {
  const counted = { completed: 0, failed: 0, postponed: 0, failures: {} as Record<string, number> };
  const more = { accepted: 0, cancelled: 0 };
  let breaker: 'closed' | 'open' = 'closed';
  const provisioning = {
    figures: () => [
      {
        element: 'hlr',
        breaker,
        inHand: 2,
        ...more,
        ...counted,
      },
    ],
  };
  const report = reportWork({ db, clock, log, provisioning }, 'idle');
  return { counted, report, open: () => (breaker = 'open') };
}

describe('the monitor', () => {
  it('is empty, and whole, when nothing has ever happened', async () => {
    const monitor = monitorSchema.parse(await readMonitor(staff));
    expect(monitor).toMatchObject({ elements: [], causes: [], workers: [], fallout: 0 });
    expect(monitor.minutes).toHaveLength(60);
    expect(monitor.minutes.at(-1)?.at).toBe('2026-06-13T13:28:00.000Z');
  });

  it('adds up what the workers did, each thing once', async () => {
    const [one, other] = [aWorker(), aWorker()];
    Object.assign(one.counted, { completed: 7, failed: 2, failures: { 'network-refused': 2 } });
    await one.report.now();
    await one.report.now();
    Object.assign(one.counted, { completed: 8, failed: 3 });
    one.counted.failures['network-refused'] = 3;
    other.counted.completed = 4;
    await Promise.all([one.report.now(), other.report.now()]);
    const monitor = await readMonitor(staff);
    expect(monitor.minutes.at(-1)).toMatchObject({ completed: 12, failed: 3 });
    expect(monitor.causes).toEqual([{ element: 'hlr', code: 'network-refused', items: 3 }]);
    expect(monitor.workers).toMatchObject([
      { isAlive: true, inHand: 2, pid: process.pid },
      { isAlive: true, inHand: 2 },
    ]);
    const later = { ...staff, now: new Date(now.getTime() + 60_000) };
    expect((await readMonitor(later)).elements).toMatchObject([{ element: 'hlr', completedAMinute: 12 / 5 }]);
    await Promise.all([one.report.stop(), other.report.stop()]);
    expect((await readMonitor(staff)).workers).toEqual([]);
  });

  it('shows the worst that a living worker says of an element, and a worker that was killed', async () => {
    const [one, other] = [aWorker(), aWorker()];
    await one.report.now();
    other.open();
    await other.report.now();
    expect((await readMonitor(staff)).elements).toMatchObject([{ element: 'hlr', breaker: 'open' }]);
    expect(await countWorkersAlive(db)).toBe(2);
    await sql`UPDATE worker SET seen_at = seen_at - interval '1 minute'
      WHERE elements @> '[{"breaker": "open"}]'`.execute(db);
    const monitor = await readMonitor(staff);
    expect(monitor.elements).toMatchObject([{ element: 'hlr', breaker: 'closed' }]);
    expect(monitor.workers.filter(({ isAlive }) => !isAlive)).toHaveLength(1);
    await Promise.all([one.report.stop(), other.report.stop()]);
  });

  it('shows how many wait, on which element, and since when', async () => {
    const company = await aCompany(db);
    const anna = await aPerson(db, company);
    const lines = await linesOnNetwork(db, company, [null, null]);
    await orderFor(anna, lines, { add: ['roaming'] });
    await orderFor(anna, lines, { add: ['itemised-usage'] });
    const later = { ...staff, now: new Date(now.getTime() + 90_000) };
    const { elements } = await readMonitor(later);
    expect(elements.find(({ element }) => element === 'simulator')).toMatchObject({
      due: 2,
      behind: 2,
      oldestSeconds: 90,
      breaker: null,
    });
  });

  it('forgets what is older than a week', async () => {
    const worker = aWorker();
    worker.counted.completed = 1;
    await worker.report.now();
    await worker.report.stop();
    const inEightDays = { ...staff, now: new Date(now.getTime() + 8 * 24 * 3_600_000) };
    await forgetOld(inEightDays);
    expect(await db.selectFrom('work_minute').selectAll().execute()).toEqual([]);
  });
});
