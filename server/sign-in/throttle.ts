/** What is counted under one key; see sign_in_attempt. */
export type Count = {
  failures: number;
  checking: number;
  changedAt: Date;
  waitUntil: Date | null;
  familiarUntil: Date | null;
};

/** pair: this account from this address. account: from anywhere. address: for any account. */
export type Counts = { pair: Count; account: Count; address: Count };

export type Verdict = { kind: 'check' } | { kind: 'busy' } | { kind: 'wait'; until: Date };

const minute = 60_000;
export const rules = {
  /** Wrong passwords for one account from one address before its first wait. */
  pair: 5,
  /** The same, from an address that is new to an account which is being guessed from many addresses. */
  pairUnderAttack: 1,
  /** Wrong passwords for one account, from all addresses together, that make it "being guessed". */
  attack: 50,
  /** Wrong passwords from one address, for all accounts together, before its first wait. */
  address: 50,
  firstWait: 30_000,
  longestWait: 15 * minute,
  /** After so long without a wrong password (and without a wait) the count starts anew. */
  memory: 60 * minute,
  /** A comparison that has not ended by now never will: it counts as wrong. */
  checkingTime: minute,
  /** How long an address stays familiar to an account that signed in from it. */
  familiarity: 30 * 24 * 60 * minute,
};

/** The count as it stands at `now`: old ones forgotten, comparisons that never ended counted as wrong. */
export function recall(count: Count, now: Date): Count {
  const abandoned = count.checking > 0 && now.getTime() - count.changedAt.getTime() > rules.checkingTime;
  const failures = count.failures + (abandoned ? count.checking : 0);
  const checking = abandoned ? 0 : count.checking;
  const quietSince = Math.max(count.changedAt.getTime(), count.waitUntil?.getTime() ?? 0);
  if (now.getTime() - quietSince <= rules.memory) return { ...count, failures, checking };
  return { ...count, failures: 0, checking, waitUntil: null };
}

/**
 * Whether a password may be compared now. Passwords under comparison count as wrong until they are known to be right, so that
 * guesses sent at the same moment gain nothing; `busy` = ask again when one of them has ended.
 */
export function judge(counts: Counts, now: Date): Verdict {
  const familiar = isFamiliar(counts.pair, now);
  const heeded = familiar ? [counts.pair] : [counts.pair, counts.address];
  const waits = heeded.flatMap(({ waitUntil }) =>
    waitUntil && waitUntil > now ? [waitUntil.getTime()] : [],
  );
  if (waits.length > 0) return { kind: 'wait', until: new Date(Math.max(...waits)) };
  const free = [
    hasRoom(counts.pair, pairLimit(counts, now)),
    familiar || hasRoom(counts.address, rules.address),
  ];
  return free.every(Boolean) ? { kind: 'check' } : { kind: 'busy' };
}

/** Beyond the limit one comparison at a time. */
function hasRoom(count: Count, limit: number): boolean {
  return count.checking < Math.max(1, limit - count.failures);
}

function pairLimit({ pair, account }: Counts, now: Date): number {
  return account.failures >= rules.attack && !isFamiliar(pair, now) ? rules.pairUnderAttack : rules.pair;
}

function isFamiliar(pair: Count, now: Date): boolean {
  return pair.familiarUntil !== null && pair.familiarUntil > now;
}

export function begin(counts: Counts, now: Date): Counts {
  return each(counts, (count) => ({ ...count, checking: count.checking + 1, changedAt: now }));
}

/** A comparison that came to no result (the database failed): as if it had not begun. */
export function abandon(counts: Counts): Counts {
  return each(counts, ended);
}

/** One wrong password more: beyond the limit each starts a wait twice as long as the one before. */
export function countWrong(counts: Counts, now: Date): Counts {
  const { pair, account, address } = each(counts, (count) => {
    const { failures, ...rest } = ended(count);
    return { ...rest, failures: failures + 1, changedAt: now };
  });
  const limit = pairLimit({ pair, account, address }, now);
  return {
    pair: { ...pair, waitUntil: waitAfter(pair.failures, limit, now) },
    account,
    address: { ...address, waitUntil: waitAfter(address.failures, rules.address, now) },
  };
}

/**
 * The right password: this account from this address starts anew and is familiar from now on. The others keep their count, or
 * an attacker would clear the address's with an account of his own.
 */
export function countRight(counts: Counts, now: Date): Counts {
  const { account, address } = each(counts, ended);
  return { pair: proven(ended(counts.pair), now), account, address };
}

/** The person has proven by other means (a link in his mail) that it is he who asks from this address. */
export function proven(pair: Count, now: Date): Count {
  return {
    ...pair,
    failures: 0,
    waitUntil: null,
    changedAt: now,
    familiarUntil: new Date(now.getTime() + rules.familiarity),
  };
}

function waitAfter(failures: number, limit: number, now: Date): Date | null {
  if (failures < limit) return null;
  const wait = Math.min(rules.firstWait * 2 ** Math.min(failures - limit, 30), rules.longestWait);
  return new Date(now.getTime() + wait);
}

function ended(count: Count): Count {
  return { ...count, checking: Math.max(0, count.checking - 1) };
}

function each(counts: Counts, change: (count: Count) => Count): Counts {
  return { pair: change(counts.pair), account: change(counts.account), address: change(counts.address) };
}
