import { currentCatalogue } from '../catalogue/catalogue.ts';
import { addLines } from '../fleet/fleet.ts';
import { recordAssignments } from '../holders/holders.ts';
import { createBillingAccount, createOrganisation } from '../organisations/organisations.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { provideSubscribers } from '../provisioning/provisioning.ts';
import { createAccount } from '../sign-in/sign-in.ts';
import { type DemoCompany, demoCompanies, demoPassword, demoStaff } from './demo-companies.ts';
import { asGuideFleet } from './guide-fleet.ts';
import { inventAssignments, inventCostCentres } from './invent-assignments.ts';
import { inventLines } from './invent-lines.ts';
import { subscriberOf } from './network-side.ts';
import { hasDemoPeople, hasNoCustomer } from './store.ts';

/** Whether the demo accounts exist here, from this start or one before. */
export async function hasDemo(call: Call): Promise<boolean> {
  return hasDemoPeople(call, demoStaff.email);
}

/**
 * Fills a database that has no customer yet with the demo operator's: companies, people, numbers, and the simulated network that agrees
 * with them. All of it or nothing; of two starters at the same moment one does it. Returns whether it was this one.
 */
export async function seedDemo(caller: Call): Promise<boolean> {
  return inTransaction(caller, async (call) => {
    if (!(await hasNoCustomer(call))) return false;
    await createAccount(call, { ...demoStaff, password: demoPassword });
    let from = 0;
    for (const company of demoCompanies) {
      await addCompany(call, company, from);
      from += company.lines;
    }
    return true;
  });
}

async function addCompany(call: Call, company: DemoCompany, from: number): Promise<void> {
  const { name, enterpriseNumber, locale } = company;
  const organisationId = await createOrganisation(call, { name, enterpriseNumber, locale });
  for (const person of company.people)
    await createAccount(call, { ...person, organisationId, password: demoPassword });
  const accounts: { id: string; number: string }[] = [];
  for (const account of company.accounts) {
    const id = await createBillingAccount(call, { ...account, organisationId });
    accounts.push({ id, number: account.number });
  }
  const catalogue = await currentCatalogue(call);
  const invention = {
    organisationId,
    accounts,
    count: company.lines,
    seed: from + 1,
    from,
    catalogue,
    now: call.now,
  };
  const invented = from === 0 ? asGuideFleet(inventLines(invention)) : inventLines(invention);
  const centres = inventCostCentres(call.now);
  await recordAssignments(call, { organisationId, holders: [], costCentres: centres, assignments: [] });
  const { lines, record } = inventAssignments({ ...invention, lines: invented, centres });
  await recordAssignments(call, record(organisationId, await addLines(call, lines)));
  await provideSubscribers(
    call.db,
    lines.map((line) => subscriberOf(catalogue, line, call.now)),
  );
}
