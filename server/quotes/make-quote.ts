import { catalogueAt, currentCatalogue } from '../catalogue/catalogue.ts';
import { selectLineIds } from '../finding/finding.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { z } from 'zod';
import type { OptionChange, Quote, quotePatchSchema, quoteRequestSchema, When } from './contract.ts';
import { judgeKinds } from './judge-kinds.ts';
import { judgeUndo } from './judge-undo.ts';
import { judgeWishes, type Wishes } from './judge-wishes.ts';
import {
  byGroup,
  changeOfGroup,
  groupsToChange,
  nothingSelected,
  wishesOfGroups,
  withoutEmptyGroups,
} from './mixed-selection.ts';
import { type Kinds, sortByKind } from './lines-by-kind.ts';
import { findSubmitted } from './submitted-store.ts';
import { atOnce } from './planned-outcome.ts';
import { type Grouping, quoteContentOf } from './quote.ts';
import { type PageOf, quoteAnswer } from './quote-answer.ts';
import { findQuote, quotedLineIds, quotedWishes, writeQuote } from './quote-store.ts';
import type { UndoneItems } from './undo-list.ts';
import { unionOf, withinChange } from './undo.ts';
import { refuseWhen } from './when.ts';

type Asked = z.output<typeof quoteRequestSchema>;
type QuoteRequest = Pick<Asked, 'selection' | 'change'> & Partial<Asked>;

/** Whether the operator lets several kinds of subscription and statuses be changed in one order. */
export type SelectionRule = { mixedSelection: boolean };
export const ruleOfGuide: SelectionRule = { mixedSelection: false };

/** So long a quote can be submitted at the prices it shows. */
const validFor = 30 * 60_000;
const mostLines = 100_000;
const firstPage: PageOf = { page: 1, size: 50 };

/**
 * A dry run of a change, line by line: what would be done, at what price, and why not. Nothing is changed. Kept for half an hour
 * for the person who made it, who may submit it.
 */
export async function makeQuote(
  call: Call<Person>,
  { selection, change, groups: said = [], starts = atOnce.starts, until = null }: QuoteRequest,
  { mixedSelection } = ruleOfGuide,
): Promise<Quote> {
  const lineIds = refuseTooMany(await selectLineIds(call, selection));
  const lines = await sortByKind(call, lineIds, call.now, starts);
  const groups = groupsToChange(await lines.traits(), mixedSelection);
  const [only] = groups;
  if (only && groups.length === 1)
    return dryRun(call, newId(), lines, changeOfGroup(only, said, change), { starts, until });
  const wishes = await wishesOfGroups(lines, groups, said, change);
  const whole = unionOf(wishes.changes.map((each) => ({ change: each, passesKept: 0 })));
  return dryRun(call, newId(), lines, whole, { starts, until }, null, wishes);
}

/**
 * Leaves lines or actions out of a quote, or moves it to another time, and judges it anew, as the lines are now: same id, new totals, another half
 * hour.
 */
export async function changeQuote(
  call: Call<Person>,
  input: { quoteId: string } & z.output<typeof quotePatchSchema>,
): Promise<Quote> {
  const { quoteId, leaveOut, withoutAdd, withoutRemove } = input;
  return inTransaction(call, async (call) => {
    const quote = await findQuote(call, quoteId, 'lock');
    if (!quote) throw notFound();
    await refuseOrdered(call, quoteId);
    const left = new Set(leaveOut);
    const lineIds = (await quotedLineIds(call, quoteId)).filter((id) => !left.has(id));
    const change: OptionChange = {
      add: quote.change.add.filter(({ code }) => !withoutAdd.includes(code)),
      remove: quote.change.remove.filter((code) => !withoutRemove.includes(code)),
      ...(quote.change.status ? { status: quote.change.status } : {}),
    };
    // A line that was suspended meanwhile is left out with that reason; the others remain.
    const { starts = quote.when.starts, until = quote.when.until } = input;
    const lines = await sortByKind(call, lineIds, call.now, starts);
    const undoes = quote.undoes && { ...quote.undoes, passesKept: quote.totals.passesKept };
    const quoted = await quotedWishes(call, quoteId);
    const wishes = quoted?.groups ? withoutEmptyGroups(quoted, lineIds) : quoted;
    return dryRun(call, quoteId, lines, change, { starts, until }, undoes, wishes);
  });
}

/** A page of a quote. 404 when another person made it, 410 when it was ordered or has expired. */
export async function readQuote(call: Call<Person>, input: { quoteId: string } & PageOf): Promise<Quote> {
  const quote = await findQuote(call, input.quoteId, 'read');
  if (!quote) throw notFound();
  await refuseOrdered(call, quote.id);
  if (quote.expiresAt <= call.now) throw quoteExpired();
  return quoteAnswer(call, await catalogueAt(call, quote.catalogueVersion), quote, input);
}

/** What a person is told who comes back to a quote too late. */
export function quoteExpired(): Refusal {
  return new Refusal(
    410,
    'quote-expired',
    'These prices were valid for half an hour. Check the change again.',
  );
}

/** A quote is ordered once; who comes back to it is led to its order. */
async function refuseOrdered(call: Call<Person>, quoteId: string): Promise<void> {
  const order = await findSubmitted(call, { quoteId });
  if (order)
    throw new Refusal(410, 'quote-ordered', 'This change has been ordered already.', {
      extra: { orderId: order.id },
    });
}

/** The order that a quote reverses. `done`: what that order did, where it was read already. */
type Undoes = { orderId: string; number: number; passesKept: number; done?: UndoneItems[] };

/** Judges and prices a change, or the way back from an order, or what is wished of each line, and keeps it as a quote under this id. */
export async function dryRun(
  call: Call<Person>,
  id: string,
  given: Kinds,
  change: OptionChange,
  when: When,
  undoes: Undoes | null = null,
  wishes: Wishes | null = null,
): Promise<Quote> {
  if (given.lineIds.length === 0) throw nothingSelected();
  const lines = wishes?.groups ? byGroup(given, wishes) : given;
  const traits = when.until === null ? [] : await lines.traits();
  refuseWhen(
    when,
    traits.map(({ cycleDay }) => cycleDay),
    call.now,
  );
  const catalogue = await currentCatalogue(call);
  const judged = await judge();
  const content = quoteContentOf(judged, catalogue.operator.vatRate, wishes && groupingOf(wishes, change));
  content.totals.passesKept = undoes?.passesKept ?? 0;
  const expiresAt = new Date(call.now.getTime() + validFor);
  const head = { id, madeAt: call.now, expiresAt, change, when };
  const reversed = undoes && { orderId: undoes.orderId, number: undoes.number };
  const quote = { ...head, undoes: reversed, catalogueVersion: catalogue.version, content };
  await writeQuote(call, { ...quote, undoesOrderId: undoes?.orderId ?? null, wishes });
  const { eligibleCount, totals } = content;
  return quoteAnswer(
    call,
    catalogue,
    { ...quote, lineCount: lines.lineIds.length, eligibleCount, totals },
    firstPage,
  );

  function judge() {
    if (undoes) return judgeUndo(call, catalogue, lines, { ...undoes, change }, call.now, when);
    if (wishes) return judgeWishes(call, catalogue, lines, { wishes, change }, call.now, when);
    return judgeKinds(call, catalogue, lines, change, call.now, when);
  }
}

/** The groups that lines are quoted in, each with what of its wish is wanted still; null: lines have wishes of their own. */
function groupingOf({ groups, changes, of }: Wishes, whole: OptionChange): Grouping | null {
  if (!groups) return null;
  const wanted = (place: number) => withinChange(changes[place] ?? { add: [], remove: [] }, whole);
  return { of, groups: groups.map((group, place) => ({ ...group, change: wanted(place) })) };
}

/** The same ids, when they are few enough for one order. */
export function refuseTooMany(lineIds: string[]): string[] {
  if (lineIds.length <= mostLines) return lineIds;
  throw new Refusal(422, 'too-many-lines', 'At most {most} numbers can be changed at once.', {
    values: { most: mostLines },
  });
}
