import { Decimal } from 'decimal.js';
import { catalogueAt, priceChange, priceMove } from '../catalogue/catalogue.ts';
import type { Catalogue, LineFacts } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import { linesByKind, type ItemAction } from '../quotes/quotes.ts';
import type { MovedItems, MovingItem } from './move-store.ts';
import { wantedAgain } from './wanted-again.ts';

type Priced = MovedItems['outcomes'][number];

/** What planned items cost when they begin at other times (`begins`, in their order), each distinct case once; `counts`: how many items are each case. */
export async function priceAnew(
  call: Call,
  items: MovingItem[],
  begins: Date[],
): Promise<Pick<MovedItems, 'outcomes' | 'itemOutcomes'> & { counts: number[] }> {
  const lines = await linesByKind(
    call,
    items.map(({ lineId }) => lineId),
  );
  const places = new Map<string, number>();
  const outcomes: Priced[] = [];
  const counts: number[] = [];
  const itemOutcomes: number[] = [];
  for (const [at, { actions, catalogueVersion }] of items.entries()) {
    const kind = lines.kindOf[at] ?? -1;
    const line = lines.samples[kind];
    const begin = begins[at];
    if (!line || !begin) throw new Error('a planned item has no line');
    const key = `${kind} ${begin.getTime()} ${JSON.stringify(actions)}`;
    let place = places.get(key);
    if (place === undefined) {
      const catalogue = await catalogueAt(call, catalogueVersion);
      place = outcomes.push(pricedAt(catalogue, line, line.cycleDay, actions, begin));
      places.set(key, place);
    }
    itemOutcomes.push(place);
    counts[place - 1] = (counts[place - 1] ?? 0) + 1;
  }
  return { outcomes, itemOutcomes, counts };
}

function pricedAt(
  catalogue: Catalogue,
  line: LineFacts,
  cycleDay: number,
  actions: ItemAction[],
  begin: Date,
): Priced {
  const wanted = wantedAgain(actions);
  const price = wanted.status
    ? priceMove(catalogue, line, cycleDay, wanted.status.move, begin)
    : priceChange(catalogue, withRemoved(line, actions), cycleDay, wanted, begin);
  const repriced = actions.map((action) => {
    const mine = wanted.status ? price.items : price.items.filter(({ option }) => option === action.code);
    const proRata = mine.filter(({ what }) => what === 'pro-rata' || what === 'refund');
    return { ...action, now: sumOf(mine), proRata: sumOf(proRata) };
  });
  return {
    actions: repriced,
    now: price.dueNow,
    proRata: sumOf(repriced.map(({ proRata }) => ({ amount: proRata }))),
    monthly: price.monthly,
  };
}

/** What is to be removed counts as held at the price confirmed, also when it only comes until then. */
function withRemoved(line: LineFacts, actions: ItemAction[]): LineFacts {
  const held = new Set(line.activeOptions.map(({ code }) => code));
  const coming = actions.filter(({ action, code }) => action === 'remove' && !held.has(code));
  const options = coming.map(({ code, monthlyPrice, minimumTermEnd }) => ({
    code,
    since: '1970-01-01T00:00:00.000Z',
    count: 1,
    parameters: {},
    monthlyPrice,
    minimumTermEnd,
  }));
  return { ...line, activeOptions: [...line.activeOptions, ...options] };
}

function sumOf(items: { amount: string }[]): string {
  return items.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2);
}
