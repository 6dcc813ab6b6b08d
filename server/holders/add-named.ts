import { record } from '../audit/audit.ts';
import type { Call, Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import type { HolderWords } from './contract.ts';
import { type CostCentreWords, mayAddCostCentres } from './name-cost-centres.ts';
import { holdersThereAre } from './name-holders.ts';
import { costCentresOfCodes } from './named-list.ts';
import { insertCostCentres, insertHolders, knownHolders } from './newcomer-store.ts';

type Newcomer<Words> = { id: string; words: Words };

/** Newcomers whom somebody else added meanwhile, under the ids they have; null: nobody can know whether he is the one. */
type Moved = Map<string, string | null>;

/**
 * Writes down holders under the ids they were named by, in the caller's transaction; who is there already stays as he is. Before lines are locked:
 * who is written down at once by two waits for the other.
 */
export async function addHolders(call: Call<Person>, newcomers: Newcomer<HolderWords>[]): Promise<Moved> {
  const there = await knownHolders(
    call,
    newcomers.map(({ id }) => id),
  );
  const missing = newcomers.filter(({ id }) => !there.has(id));
  if (missing.length === 0) return new Map();
  const found = await holdersThereAre(
    call,
    missing.map(({ words }) => words),
  );
  const moved: Moved = new Map(
    missing.flatMap(({ id }, place) => (found[place] ? [[id, found[place]]] : [])),
  );
  const toAdd = missing.filter(({ id }) => !moved.has(id));
  const inserted = await insertHolders(call, toAdd);
  for (const { id } of toAdd) if (!inserted.has(id)) moved.set(id, null);
  await tellAdded(call, 'holder', [...inserted]);
  return moved;
}

/** As `addHolders`. */
export async function addCostCentres(
  call: Call<Person>,
  newcomers: Newcomer<CostCentreWords>[],
): Promise<Moved> {
  if (!mayAddCostCentres(call)) return new Map(newcomers.map(({ id }) => [id, null]));
  const inserted = await insertCostCentres(call, newcomers);
  await tellAdded(call, 'cost-centre', [...inserted]);
  const known = await costCentresOfCodes(
    call,
    newcomers.map(({ words }) => words.code),
  );
  const byCode = new Map(known.map(({ code, id }) => [code, id]));
  return new Map(
    newcomers.flatMap(({ id, words: { code } }) =>
      byCode.get(code) === id ? [] : [[id, byCode.get(code) ?? null] as const],
    ),
  );
}

async function tellAdded(call: Call<Person>, kind: 'holder' | 'cost-centre', ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await record(call, { action: `holders.${kind}s-imported`, targetKind: kind, after: { ids } });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'holder', ids });
}
