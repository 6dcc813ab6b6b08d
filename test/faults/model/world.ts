import type { OrderState } from '../../../server/orders/contract.ts';
import { hasEnded, type ItemCounts, moveOf } from '../../../server/orders/order-state.ts';
import { failureOf, judge, type Outcome } from '../../../server/provisioning/outcome.ts';
import { fateOf, lineCount, type Option, settings, type Step } from './steps.ts';

export type ModelItem = {
  order: number;
  line: number;
  option: Option;
  action: 'add' | 'remove';
  /** Place in the queue of its line. */
  sequence: number;
  state: 'acknowledged' | 'inProgress' | 'completed' | 'failed' | 'cancelled';
  attempts: number;
  tries: number;
  losses: number;
  /** Its worker was lost and has not been replaced. */
  isAbandoned: boolean;
  isPutOff: boolean;
  /** Calls of the network for it, and whether the network made the change. */
  calls: number;
  isMade: boolean;
};

type ModelOrder = { state: OrderState; wasBegun: boolean; isPaused: boolean };

const isOpen = ({ state }: ModelItem): boolean => state === 'acknowledged' || state === 'inProgress';

/**
 * Orders, items, lines and the network as they should be: small enough to be seen to be right, made of the portal's own rules
 * for verdicts and for the states of orders. Answers of its steps say whether a person would be refused.
 */
export function modelWorld(fates: number) {
  const items: ModelItem[] = [];
  const orders: ModelOrder[] = [];
  const held = Array.from({ length: lineCount }, () => new Set<Option>());
  /** The network's record: changes by line in the order they were made. */
  const effects: ModelItem[][] = Array.from({ length: lineCount }, () => []);
  let lastSequence = 0;

  const openOf = (line: number): ModelItem[] =>
    items.filter((item) => item.line === line && isOpen(item)).toSorted((a, b) => a.sequence - b.sequence);
  const heads = (): ModelItem[] => held.flatMap((_, line) => openOf(line).slice(0, 1));
  const isPaused = (item: ModelItem): boolean =>
    item.state === 'acknowledged' && orders[item.order]?.isPaused === true;
  const due = (): ModelItem[] => heads().filter((item) => !item.isPutOff && !isPaused(item));

  function possible({ line, option, action }: Pick<ModelItem, 'line' | 'option' | 'action'>): boolean {
    const isPending = openOf(line).some((item) => item.option === option);
    return !isPending && (held[line]?.has(option) ?? false) === (action === 'remove');
  }

  function countsOf(order: number): ItemCounts {
    const mine = items.filter((item) => item.order === order);
    const count = (state: string) => mine.filter((item) => item.state === state).length;
    return {
      waiting: count('acknowledged'),
      inProgress: count('inProgress'),
      completed: count('completed'),
      failed: count('failed'),
      cancelled: count('cancelled'),
      begun: orders[order]?.wasBegun ?? false,
    };
  }

  function moveOn(order: number): void {
    const mine = orders[order];
    const next = mine && moveOf(mine.state, countsOf(order));
    if (mine && next) mine.state = next;
    // What has ended is not paused, and begins again unpaused.
    if (mine && hasEnded(mine.state)) mine.isPaused = false;
  }

  function claim(item: ModelItem): void {
    item.attempts += 1;
    item.losses += item.isAbandoned ? 1 : 0;
    item.isAbandoned = false;
    item.state = 'inProgress';
    const order = orders[item.order];
    if (order) order.wasBegun = true;
    moveOn(item.order);
  }

  function callNetwork(item: ModelItem): Outcome {
    if (item.attempts > 1 && item.isMade) return { kind: 'done' };
    item.calls += 1;
    const fate = fateOf(fates, item, item.calls);
    if (fate === 'refused') return { kind: 'refused', failure: failureOf('network-refused', false) };
    if (fate === 'busy') return { kind: 'refused', failure: failureOf('element-busy', true) };
    if (fate !== 'lost, not made') {
      item.isMade = true;
      effects[item.line]?.push({ ...item });
    }
    return fate === 'done'
      ? { kind: 'done' }
      : { kind: 'unclear', failure: failureOf('connection-lost', true) };
  }

  function finish(item: ModelItem, outcome: Outcome): void {
    const verdict = judge(outcome, { tries: item.tries, acceptedAt: null }, new Date(0), settings, () => 0.5);
    if (verdict.state === 'accepted') throw new Error('no network of the model accepts anything');
    if (verdict.state === 'postponed') {
      item.isPutOff = true;
      item.tries += 1;
      return;
    }
    item.state = verdict.state;
    if (verdict.state === 'completed') {
      if (item.action === 'add') held[item.line]?.add(item.option);
      else held[item.line]?.delete(item.option);
    }
    moveOn(item.order);
  }

  function work(): void {
    for (let next = due(); next.length > 0; next = due()) {
      for (const item of next) {
        claim(item);
        const isLostTooOften = item.losses > settings.mostLosses;
        finish(
          item,
          isLostTooOften ? { kind: 'refused', failure: failureOf('worker-lost', false) } : callNetwork(item),
        );
      }
    }
  }

  function take(step: Step): 'done' | 'refused' {
    if (step.kind === 'submit') return submit(step);
    if (step.kind === 'work') work();
    if (step.kind === 'wait') for (const item of items) item.isPutOff = false;
    if (step.kind === 'lose') {
      for (const item of due()) {
        claim(item);
        if (step.sent) callNetwork(item);
        item.isAbandoned = true;
      }
    }
    if (step.kind === 'pause' || step.kind === 'resume')
      return pause(step.order % Math.max(1, orders.length), step.kind === 'pause');
    if (step.kind === 'cancel') return cancel(step.order % Math.max(1, orders.length));
    if (step.kind === 'retry') return retry(step.order % Math.max(1, orders.length));
    return 'done';
  }

  function submit({ option, action, lines }: Step & { kind: 'submit' }): 'done' | 'refused' {
    const order = orders.length;
    const fitting = lines.filter((line) => possible({ line, option, action }));
    if (fitting.length === 0) return 'refused';
    orders.push({ state: 'acknowledged', wasBegun: false, isPaused: false });
    for (const line of fitting) {
      const fresh = { state: 'acknowledged', attempts: 0, tries: 0, losses: 0, calls: 0 } as const;
      const flags = { isAbandoned: false, isPutOff: false, isMade: false };
      items.push({ ...fresh, ...flags, order, line, option, action, sequence: ++lastSequence });
    }
    return 'done';
  }

  function pause(place: number, wanted: boolean): 'done' | 'refused' {
    const order = orders[place];
    if (!order) return 'refused';
    const isWaiting = items.some((item) => item.order === place && item.state === 'acknowledged');
    if (wanted && !order.isPaused && !isWaiting) return 'refused';
    order.isPaused = wanted;
    return 'done';
  }

  function cancel(order: number): 'done' | 'refused' {
    const waiting = items.filter((item) => item.order === order && item.state === 'acknowledged');
    for (const item of waiting) item.state = 'cancelled';
    if (waiting.length > 0) moveOn(order);
    return waiting.length > 0 ? 'done' : 'refused';
  }

  function retry(order: number): 'done' | 'refused' {
    const again = items.filter((item) => item.order === order && item.state === 'failed' && possible(item));
    for (const item of again)
      Object.assign(item, {
        state: 'acknowledged',
        tries: 0,
        losses: 0,
        isPutOff: false,
        isAbandoned: false,
        sequence: ++lastSequence,
      });
    if (again.length > 0) moveOn(order);
    return again.length > 0 ? 'done' : 'refused';
  }

  return { take, items, orders, held, effects, heads, countsOf };
}

export type ModelWorld = ReturnType<typeof modelWorld>;

/** What must never be so, in words; an empty list is right. */
export function wrongIn(world: ModelWorld): string[] {
  const wrong: string[] = [];
  for (const item of world.items) {
    const made = world.effects.flat().filter((effect) => isSame(effect, item)).length;
    if (made > 1) wrong.push(`made ${made} times: order ${item.order}, line ${item.line}`);
    if (item.state === 'completed' && made === 0) wrong.push(`completed and not made: order ${item.order}`);
    // One that has failed without anybody knowing may be made: a person who sends it again and cancels it leaves it so.
    if (item.state === 'cancelled' && made > 0 && item.attempts === 0)
      wrong.push(`cancelled and made: order ${item.order}`);
  }
  for (const [order, { state }] of world.orders.entries()) {
    const { waiting, inProgress } = world.countsOf(order);
    if (hasEnded(state) !== (waiting + inProgress === 0)) wrong.push(`order ${order} is ${state}`);
  }
  for (const [line, effects] of world.effects.entries()) {
    const places = effects.map(({ sequence }) => sequence);
    if (places.some((place, index) => place < (places[index - 1] ?? 0)))
      wrong.push(`line ${line} out of order`);
  }
  return wrong;
}

function isSame(a: ModelItem, b: ModelItem): boolean {
  return a.order === b.order && a.line === b.line;
}
