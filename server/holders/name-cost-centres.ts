import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { costCentresOfCodes } from './named-list.ts';
import type { Named } from './name-holders.ts';

export type CostCentreWords = { code: string; name: string };

/** Whether somebody may add cost centres: they are the company's, not those of some customer numbers. */
export function mayAddCostCentres({ actor }: Call<Person>): boolean {
  return actor.billingAccountIds === null;
}

/**
 * Which cost centres are meant by these codes of one table, also where only their case differs. Those there are not yet are wrong, or, when `adds`
 * and the person may, to be added, each once, with the first name that is given for it.
 */
export async function nameCostCentres(
  call: Call<Person>,
  words: CostCentreWords[],
  { adds }: { adds: boolean },
): Promise<Named<CostCentreWords>[]> {
  const codes = [...new Set(words.map(({ code }) => code))];
  const known = Map.groupBy(await costCentresOfCodes(call, codes), ({ code }) => code.toLowerCase());
  const mayAdd = adds && mayAddCostCentres(call);
  const newcomers = new Map<string, { id: string; added: CostCentreWords }>();
  for (const { code, name } of words) {
    const folded = code.toLowerCase();
    const there = newcomers.get(folded);
    if (!there) newcomers.set(folded, { id: newId(), added: { code, name } });
    else if (there.added.name === '') there.added.name = name;
  }
  return words.map(({ code }) => {
    const alike = known.get(code.toLowerCase()) ?? [];
    const found = alike.find((each) => each.code === code) ?? (alike.length === 1 ? alike[0] : undefined);
    if (found?.isClosed) return { wrong: 'cost-centre-closed', written: code };
    if (found) return { id: found.id, added: null };
    const newcomer = newcomers.get(code.toLowerCase());
    return mayAdd && newcomer && alike.length === 0
      ? newcomer
      : { wrong: 'cost-centre-unknown', written: code };
  });
}
