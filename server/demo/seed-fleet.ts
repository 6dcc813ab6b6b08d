import { currentCatalogue } from '../catalogue/catalogue.ts';
import { addLines } from '../fleet/fleet.ts';
import { recordAssignments } from '../holders/holders.ts';
import {
  createBillingAccount,
  createOrganisation,
  enterpriseNumber,
} from '../organisations/organisations.ts';
import { type Call, inTransaction, type Locale } from '../platform/call.ts';
import { provideSubscribers } from '../provisioning/provisioning.ts';
import { createAccount } from '../sign-in/sign-in.ts';
import { demoPassword } from './demo-companies.ts';
import { inventAssignments, inventCostCentres } from './invent-assignments.ts';
import { inventLines } from './invent-lines.ts';
import { subscriberOf } from './network-side.ts';
import { countCompanies, nextPlace } from './store.ts';

export type WantedFleet = {
  name: string;
  lines: number;
  /** Customer numbers; lines are spread over them. */
  accounts: number;
  seed: number;
  /** Mail address of a fleet manager to make, with the demo password. */
  manager: string | null;
  locale?: Locale;
};

/** Lines in one transaction, and how many such at the same time. */
const batch = 5000;
const atOnce = 2;

/**
 * Makes a company with a fleet of any size, and the simulated network that agrees with it. The same wish on the same database gives the same
 * fleet. `onProgress` hears how many lines are there.
 */
export async function seedFleet(
  call: Call,
  wanted: WantedFleet,
  onProgress: (done: number) => void,
): Promise<{ organisationId: string }> {
  const catalogue = await currentCatalogue(call);
  const { organisationId, accounts, centres } = await inTransaction(call, (call) => addCompany(call, wanted));
  const first = await nextPlace(call);
  const starts = Array.from({ length: Math.ceil(wanted.lines / batch) }, (_, index) => index * batch);
  let done = 0;
  const work = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const count = Math.min(batch, wanted.lines - start);
      const from = first + start;
      const invention = {
        organisationId,
        accounts,
        count,
        from,
        seed: wanted.seed * 1_000_003 + start,
        catalogue,
        now: call.now,
      };
      const { lines, record } = inventAssignments({ ...invention, lines: inventLines(invention), centres });
      await inTransaction(call, async (call) => {
        await recordAssignments(call, record(organisationId, await addLines(call, lines)));
        await provideSubscribers(
          call.db,
          lines.map((line) => subscriberOf(catalogue, line, call.now)),
        );
      });
      done += count;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { organisationId };
}

/** A company with its customer numbers and its manager, if it is to have one, without lines. */
export async function addCompany(
  call: Call,
  wanted: Pick<WantedFleet, 'name' | 'accounts' | 'manager' | 'locale'>,
) {
  // 1898…: like the demo companies' 1899…, not given out.
  const place = await countCompanies(call);
  const organisationId = await createOrganisation(call, {
    name: wanted.name,
    enterpriseNumber: enterpriseNumber(`1898${String(place).padStart(4, '0')}`),
    locale: wanted.locale ?? 'fr',
  });
  const accounts: { id: string; number: string }[] = [];
  for (let index = 1; index <= wanted.accounts; index += 1) {
    const number = `61${String(place).padStart(4, '0')}${String(index).padStart(3, '0')}`;
    const id = await createBillingAccount(call, { organisationId, number, name: `${wanted.name} ${index}` });
    accounts.push({ id, number });
  }
  if (wanted.manager) {
    const person = { firstName: 'Camille', lastName: 'Bernard', role: 'manager', locale: 'fr' } as const;
    await createAccount(call, { ...person, organisationId, email: wanted.manager, password: demoPassword });
  }
  const centres = inventCostCentres(call.now);
  await recordAssignments(call, { organisationId, holders: [], costCentres: centres, assignments: [] });
  return { organisationId, accounts, centres };
}
