import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, type Count, type Counts, countRight, countWrong, judge, recall, rules } from './throttle.ts';

const start = new Date('2022-06-13T13:28:00Z');
const later = (seconds: number, from = start) => new Date(from.getTime() + seconds * 1000);
const fresh: Count = { failures: 0, checking: 0, changedAt: start, waitUntil: null, familiarUntil: null };
const none: Counts = { pair: fresh, account: fresh, address: fresh };

function recalled(counts: Counts, now: Date): Counts {
  const { pair, account, address } = counts;
  return { pair: recall(pair, now), account: recall(account, now), address: recall(address, now) };
}

function wrong(times: number, counts = none, now = start): Counts {
  return times === 0 ? counts : wrong(times - 1, countWrong(begin(counts, now), now), now);
}

/** Another account or another address: what of these counts it shares. */
const otherAddress = (counts: Counts): Counts => ({ pair: fresh, account: counts.account, address: fresh });
const otherAccount = (counts: Counts): Counts => ({ pair: fresh, account: fresh, address: counts.address });

describe('five wrong passwords', () => {
  it('slow down that account from that address', () => {
    expect(judge(wrong(4), start)).toEqual({ kind: 'check' });
    expect(judge(wrong(5), start)).toEqual({ kind: 'wait', until: later(30) });
    expect(judge(wrong(5), later(30))).toEqual({ kind: 'check' });
  });

  it('slow down nobody else: neither that account from elsewhere nor others from that address', () => {
    expect(judge(otherAddress(wrong(5)), start)).toEqual({ kind: 'check' });
    expect(judge(otherAccount(wrong(5)), start)).toEqual({ kind: 'check' });
  });

  it('are forgotten with the right one, or after an hour', () => {
    expect(countRight(begin(wrong(4), start), start).pair).toMatchObject({ failures: 0, checking: 0 });
    const anHourAfterTheWait = later(30 + 3601);
    expect(recall(wrong(5).pair, anHourAfterTheWait)).toMatchObject({ failures: 0, waitUntil: null });
    expect(recall(wrong(5).pair, later(30 + 3599))).toMatchObject({ failures: 5 });
  });
});

describe('each wrong password after that', () => {
  it.each([
    [5, 30],
    [6, 60],
    [7, 120],
    [8, 240],
    [9, 480],
    [10, 900],
    [11, 900],
    [500, 900],
  ])('number %i waits %i seconds', (failures, seconds) => {
    const counts = { ...none, pair: { ...fresh, failures: failures - 1 } };
    expect(countWrong(begin(counts, start), start).pair.waitUntil).toEqual(later(seconds));
  });
});

describe('guesses sent at the same moment', () => {
  it('gain nothing: never more are compared than could still be wrong', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 60 }), (before, sent) => {
        const begun = { ...none, pair: { ...fresh, failures: before } };
        let counts = begun;
        let compared = 0;
        for (let guess = 0; guess < sent; guess++) {
          if (judge(counts, start).kind !== 'check') continue;
          counts = begin(counts, start);
          compared += 1;
        }
        expect(compared).toBeLessThanOrEqual(Math.max(1, rules.pair - before));
      }),
    );
  });

  it('make an honest one ask again rather than be refused', () => {
    const five = Array.from({ length: 5 }).reduce<Counts>((counts) => begin(counts, start), none);
    expect(judge(five, start)).toEqual({ kind: 'busy' });
    expect(judge(countRight(five, start), start)).toEqual({ kind: 'check' });
  });

  it('count as wrong when the process that compared them died', () => {
    const five = Array.from({ length: 5 }).reduce<Counts>((counts) => begin(counts, start), none);
    expect(recall(five.pair, later(61))).toMatchObject({ failures: 5, checking: 0 });
  });
});

describe('one address that tries many accounts', () => {
  const sprayed = { ...none, address: { ...fresh, failures: rules.address - 1 } };

  it('waits after fifty wrong passwords', () => {
    const counts = countWrong(begin(sprayed, start), start);
    expect(judge(otherAccount(counts), start)).toEqual({ kind: 'wait', until: later(30) });
  });

  it('cannot shut out the colleagues who have signed in from there before', () => {
    const counts = countWrong(begin(sprayed, start), start);
    const colleague = { ...otherAccount(counts), pair: { ...fresh, familiarUntil: later(1) } };
    expect(judge(colleague, start)).toEqual({ kind: 'check' });
    expect(judge(colleague, later(2))).toEqual({ kind: 'wait', until: later(30) });
  });

  it('cannot clear its count with an account of its own', () => {
    expect(countRight(begin(sprayed, start), start).address.failures).toBe(rules.address - 1);
  });
});

describe('an account that is guessed from many addresses', () => {
  const attacked = { ...none, account: { ...fresh, failures: rules.attack } };

  it('is never closed to who knows the password, from wherever he comes', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (failures) => {
        expect(judge({ ...none, account: { ...fresh, failures } }, start)).toEqual({ kind: 'check' });
      }),
    );
  });

  it('leaves a new address one wrong password before its first wait, a familiar one five', () => {
    expect(judge(wrong(1, attacked), start)).toEqual({ kind: 'wait', until: later(30) });
    const familiar = { ...attacked, pair: { ...fresh, familiarUntil: later(3600) } };
    expect(judge(wrong(4, familiar), start)).toEqual({ kind: 'check' });
    expect(judge(wrong(5, familiar), start).kind).toBe('wait');
  });
});

describe('whatever is tried', () => {
  it('no count is negative and no wait longer than fifteen minutes', () => {
    const step = fc.record({
      seconds: fc.nat(4000),
      outcome: fc.constantFrom(countWrong, countRight),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let counts = none;
        let now = start;
        for (const { seconds, outcome } of steps) {
          now = later(seconds, now);
          counts = recalled(counts, now);
          if (judge(counts, now).kind === 'check') counts = outcome(begin(counts, now), now);
          for (const { failures, checking, waitUntil } of Object.values(counts)) {
            expect(failures).toBeGreaterThanOrEqual(0);
            expect(checking).toBe(0);
            expect((waitUntil?.getTime() ?? 0) - now.getTime()).toBeLessThanOrEqual(rules.longestWait);
          }
        }
      }),
    );
  });
});
