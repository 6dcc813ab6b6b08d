import type { Call, Person } from '../server/platform/call.ts';
import { lineListQuerySchema } from '../server/finding/contract.ts';
import { listLines } from '../server/finding/list-lines.ts';
import { assignLines } from '../server/holders/assign-lines.ts';
import { assignSchema, holderWordsSchema } from '../server/holders/contract.ts';
import { addHolder } from '../server/holders/keep-holders.ts';
import type { TestDatabase } from './database.ts';
import { aCompany, aLine, callOf, withLines } from './fleet.ts';
import { aPerson } from './orders.ts';

/** The day of `now` in Brussels. */
export const today = '2026-06-13';

/** A company of two customer numbers with people who see all or one of them, and short ways to say who gets what. */
export async function holdersWorld({ db }: TestDatabase) {
  const company = await aCompany(db, 2);
  const [main, second] = company.accounts;
  if (!main || !second) throw new Error('two customer numbers');
  const manager = await aPerson(db, company);
  let people = 0;
  return {
    company,
    main,
    second,
    manager,
    onlySecond: await aPerson(db, company, { billingAccountIds: [second.id] }),
    stranger: callOf(db, await aCompany(db)),
    aNumber: async (more: Parameters<typeof aLine>[1] = {}): Promise<string> => {
      const [id = ''] = await withLines(db, aLine(company, more));
      return id;
    },
    aHolder: (more: object = {}) => {
      people += 1;
      const words = { firstName: 'Zoé', lastName: `Évrard${people}`, ...more };
      return addHolder(manager, holderWordsSchema.parse(words));
    },
    assign: (
      lineIds: string[],
      kind: 'holder' | 'cost-centre',
      targetId: string,
      more: object = {},
      call: Call<Person> = manager,
    ) => {
      const wanted = { selection: { lineIds }, kind, targetId, from: today, ...more };
      return assignLines(call, assignSchema.parse(wanted));
    },
    /** What the list shows of a number of its holder and cost centre, when a filter finds it. */
    shown: async (lineId: string, query: object = {}) => {
      const { lines } = await listLines(manager, lineListQuerySchema.parse({ size: 200, ...query }));
      const line = lines.find(({ id }) => id === lineId);
      return line && [line.holderName, line.costCentreCode];
    },
  };
}
