import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, now, systemCall, withLines } from '../../test/fleet.ts';
import { aPerson, change, orderFor, type WantedTest } from '../../test/orders.ts';
import { catalogueAt, currentCatalogue } from '../catalogue/catalogue.ts';
import type { NewLineOption } from '../fleet/fleet.ts';
import { judgeKinds } from './judge-kinds.ts';
import { sortByKind } from './lines-by-kind.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const manager = await aPerson(db, company);
const [first, second] = company.accounts;
await db
  .updateTable('billing_account')
  .set({ cycle_day: 15 })
  .where('id', '=', second?.id ?? '')
  .execute();
const day = (date: string) => new Date(`${date}T09:00:00.000Z`);

const plans = ['shape-basic', 'shape-plus', 'shape-traveller', 'business-everywhere-intense'];
const holdings: NewLineOption[][] = [
  [],
  [{ code: 'roaming', activeSince: day('2026-02-01') }],
  [{ code: 'roaming', activeSince: day('2026-03-05') }],
  [{ code: 'itemised-usage', activeSince: day('2026-02-01') }],
  [{ code: 'travel-data-control', activeSince: day('2026-02-01'), parameters: { limit: '120.00' } }],
  [{ code: 'device-insurance', activeSince: day('2026-02-01') }],
  [{ code: 'device-insurance', activeSince: day('2026-04-01') }],
  [{ code: 'device-insurance', activeSince: day('2024-04-01') }],
  [{ code: 'device-insurance-plus', activeSince: day('2026-02-01') }],
  ...[1, 2, 3].map((count) => [
    { code: 'roaming', activeSince: day('2026-02-01') },
    ...Array.from({ length: count }, () => ({
      code: 'best-destinations-data-pass-3gb',
      activeSince: day('2026-06-10'),
    })),
  ]),
];
const wishes: WantedTest[] = [
  { add: ['roaming'] },
  { add: ['best-destinations-data-pass-3gb', 'roaming'] },
  { remove: ['device-insurance', 'device-insurance-plus'] },
  { add: [{ code: 'travel-data-control', parameters: { limit: '120.00' } }] },
  { add: ['device-insurance'], remove: ['device-insurance-plus', 'roaming'] },
];

describe('lines judged by kind', () => {
  it('come out as each judged alone, with every difference that the rules and the prices know', async () => {
    const lines = holdings.flatMap((options) =>
      plans.flatMap((planCode) =>
        [first, second].flatMap((account) => {
          const more = { options, planCode, ...(account ? { billingAccount: account } : {}) };
          return [aLine(company, more), aLine(company, { ...more, status: 'suspended' as const })];
        }),
      ),
    );
    const ids = await withLines(
      db,
      ...lines,
      ...lines.map((line) => aLine(company, { ...line, ...fresh() })),
    );
    await db
      .updateTable('line_option')
      .set({ monthly_price: '7.5000' })
      .where('option_code', '=', 'device-insurance-plus')
      .where('line_id', 'in', ids.slice(0, ids.length / 2))
      .execute();
    const some = ids.filter(
      (_, place) =>
        place % 5 === 0 &&
        place < lines.length &&
        lines[place]?.status === 'active' &&
        lines[place].planCode === 'shape-plus',
    );
    await orderFor(manager, some, { add: ['spam-filter', 'roaming'] });
    const catalogue = await currentCatalogue(manager);
    const together = await sortByKind(manager, ids);
    expect(together.counts.length).toBeGreaterThan(50);
    expect(together.counts.length).toBeLessThan(ids.length);
    for (const wish of wishes) {
      const judged = await judgeKinds(manager, catalogue, together, change(wish), now);
      for (const [place, id] of ids.entries()) {
        const alone = await judgeKinds(
          manager,
          catalogue,
          await sortByKind(manager, [id]),
          change(wish),
          now,
        );
        expect([judged[place]]).toEqual(alone);
      }
    }
  });

  it('whose minimum term is over are of one kind, whenever it ended', async () => {
    const ids = await withLines(
      db,
      ...['2024-01-10', '2024-05-20', '2025-03-03'].map((since) =>
        aLine(company, { options: [{ code: 'device-insurance', activeSince: day(since) }] }),
      ),
    );
    expect((await sortByKind(manager, ids)).counts).toHaveLength(1);
  });

  it('of another company are not there', async () => {
    const other = await aCompany(db);
    const ids = await withLines(db, aLine(company), aLine(other));
    await expect(sortByKind(manager, ids)).rejects.toMatchObject({ status: 404 });
  });
});

it('an option that only an older catalogue has is still switched off on the network when it is removed', async () => {
  const ids = await withLines(
    db,
    aLine(company, { options: [{ code: 'spam-filter', activeSince: day('2026-02-01') }] }),
  );
  const { version } = await currentCatalogue(manager);
  const { document } = await db
    .selectFrom('catalogue_version')
    .select('document')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const later = document as { options: { code: string }[] };
  const options = later.options.filter(({ code }) => code !== 'spam-filter');
  await db
    .insertInto('catalogue_version')
    .values({
      version: version + 1,
      checksum: 'without',
      applied_at: now,
      document: JSON.stringify({ ...later, options }),
    })
    .execute();
  const catalogue = await catalogueAt(systemCall(db), version + 1);
  const [judged] = await judgeKinds(
    manager,
    catalogue,
    await sortByKind(manager, ids),
    change({ remove: ['spam-filter'] }),
    now,
  );
  expect(judged?.outcome).toMatchObject({
    eligible: true,
    actions: [{ action: 'remove', services: [{ service: 'fraud-filter' }] }],
  });
});

/** A number and a SIM of its own. */
function fresh() {
  const { msisdn, sim } = aLine(company);
  return { msisdn, sim };
}
