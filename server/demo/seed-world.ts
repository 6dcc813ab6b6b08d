import { createPerson, findPersonByEmail, readActor } from '../organisations/organisations.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import type { Database } from '../platform/database/database.ts';
import { createAccount } from '../sign-in/sign-in.ts';
import { copiedTables, copyFleets, type FleetCopy } from './copy-store.ts';
import { demoPassword, demoStaff } from './demo-companies.ts';
import { withoutIndexes } from './index-store.ts';
import { inventCompanies, type InventedCompany } from './invent-companies.ts';
import { inventHistory } from './invent-history.ts';
import { random } from './random.ts';
import { addCompany, seedFleet } from './seed-fleet.ts';
import { hasDemoPeople, nextPlace } from './store.ts';

export type WantedWorld = {
  lines: number;
  companies: number;
  seed: number;
  /** Lines of the company that the others are copied from. */
  pattern: number;
  /** Lines of the largest company. Left out: a tenth of all. */
  largest?: number;
};

/** Fleet managers of the largest company and of the pattern, with the demo password. */
export const worldManagers = { largest: 'largest@demo.test', pattern: 'pattern@demo.test' };

/**
 * Makes an operator with many customers, and the simulated network that agrees with it but for some drift. One company, the pattern, is made as
 * every fleet is, and the portal itself carries out its history; the others are copied from it by a statement a table. The same wish
 * on the same database gives the same world, but for ids. `onProgress` hears what is being done.
 */
export async function seedWorld(
  { database, url }: { database: Database; url: string },
  call: Call,
  wanted: WantedWorld,
  onProgress: (what: string) => void,
): Promise<void> {
  const { seed, pattern: patternLines } = wanted;
  const [largest, pattern, ...others] = inventCompanies(random(seed), {
    largest: Math.max(patternLines, Math.round(wanted.lines / 10)),
    ...wanted,
  });
  if (!largest || !pattern) throw new RangeError('a world has two companies at least');
  if (!(await hasDemoPeople(call, demoStaff.email)))
    await createAccount(call, { ...demoStaff, password: demoPassword });
  onProgress(`the pattern: ${patternLines} lines`);
  const { organisationId } = await seedFleet(
    call,
    { ...pattern, seed, manager: worldManagers.pattern },
    () => {},
  );
  onProgress('its history');
  const manager = await managerOf(call, worldManagers.pattern);
  await inventHistory({ database, url }, manager, { seed, lines: patternLines });
  onProgress(`${1 + others.length} companies like it`);
  await inTransaction(call, async (call) => {
    const copies: FleetCopy[] = [];
    let place = await nextPlace(call);
    for (const company of [largest, ...others]) {
      const parts = await addCopy(call, company, { place, patternLines, isLargest: company === largest });
      copies.push(...parts);
      place += company.lines;
    }
    await withoutIndexes(call, copiedTables, () => copyFleets(call, organisationId, copies));
  });
}

async function managerOf(call: Call, email: string): Promise<Call<Person>> {
  const found = await findPersonByEmail(call.db, email);
  const actor = found ? await readActor(call.db, found.id) : null;
  if (actor?.kind !== 'person') throw new Error(`${email} is no customer's`);
  return { ...call, actor };
}

/** A company without lines yet, and which parts its fleet is to be copied in. */
async function addCopy(
  call: Call,
  company: InventedCompany,
  at: { place: number; patternLines: number; isLargest: boolean },
): Promise<FleetCopy[]> {
  const manager = at.isLargest ? worldManagers.largest : null;
  const { organisationId, accounts } = await addCompany(call, { ...company, manager });
  const personId = manager
    ? (await managerOf(call, manager)).actor.personId
    : await createPerson(call, {
        organisationId,
        role: 'manager',
        email: `manager-${at.place}@demo.test`,
        firstName: 'Camille',
        lastName: 'Bernard',
        locale: company.locale,
      });
  const parts: FleetCopy[] = [];
  for (let from = 0; from < company.lines; from += at.patternLines) {
    const lines = Math.min(at.patternLines, company.lines - from);
    parts.push({ organisationId, personId, accounts, lines, place: at.place + from });
  }
  return parts;
}
