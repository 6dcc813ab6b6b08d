import type { Call, Person } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { newId } from '../platform/id.ts';
import type { HolderWords } from './contract.ts';
import { foldedNames, holdersNamed, type NamedHolder } from './named-list.ts';

/**
 * Who or what a table names: a record there is, one that is to be added under this id, or nobody can know. `mayBe`: those between whom nobody can
 * choose, but for a line that one of them has.
 */
export type Named<Words> =
  | { id: string; added: Words | null }
  | { wrong: string; written: string; mayBe?: string[] };
type NamedPerson = Named<HolderWords>;

/** Names looked up at once. */
const batch = 2000;

/**
 * Which holders are meant by these words of one table. A personnel number says it; without one, first and last name, where only one is called so.
 * Who is not there yet is to be added, once, however often he is named. Nothing is guessed: a number of somebody of another name, a name that
 * several have, a namesake of another mail address are wrong, and the caller is told which.
 */
export async function nameHolders(call: Call<Person>, words: HolderWords[]): Promise<NamedPerson[]> {
  const wanted = await lookedUp(call, words);
  return mapInTurns(wanted, await newcomersAmong(wanted));
}

/** Which holder there is already is meant by each of these words; null: none, or nobody can know. */
export async function holdersThereAre(call: Call<Person>, words: HolderWords[]): Promise<(string | null)[]> {
  const wanted = await lookedUp(call, words);
  return wanted.map(({ known }) => (typeof known === 'object' && 'id' in known ? known.id : null));
}

async function lookedUp(call: Call<Person>, words: HolderWords[]): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (let at = 0; at < words.length; at += batch) {
    const some = words.slice(at, at + batch);
    const knownAs = lookUp(await holdersNamed(call, some));
    const folded = await foldedNames(call, [...new Set(some.map(fullName))]);
    for (const each of some) {
      const name = folded.get(fullName(each)) ?? '';
      wanted.push({ words: each, name, known: knownAs(each, name) });
    }
  }
  return wanted;
}

type Wrong = { wrong: string; written: string; mayBe?: string[] };
type Known = { id: string; byName: boolean } | Wrong | 'new' | 'number-only';
type Wanted = { words: HolderWords; name: string; known: Known };

function lookUp(known: NamedHolder[]): (words: HolderWords, name: string) => Known {
  const byNumber = new Map(
    known.flatMap((each) => (each.personnelNumber === null ? [] : [[each.personnelNumber, each] as const])),
  );
  const byName = Map.groupBy(
    known.filter(({ isSeen }) => isSeen),
    (each) => each.name,
  );
  return ({ lastName, firstName, personnelNumber, email }, name) => {
    const shown = [firstName, lastName].filter(Boolean).join(' ');
    const called = lastName === '' ? [] : (byName.get(name) ?? []);
    if (personnelNumber !== null) {
      const numbered = byNumber.get(personnelNumber);
      if (numbered && !numbered.isSeen) return { wrong: 'holder-number-taken', written: personnelNumber };
      if (numbered)
        return lastName === '' || numbered.name === name
          ? { id: numbered.id, byName: false }
          : { wrong: 'holder-differs', written: personnelNumber };
      if (lastName === '') return 'number-only';
      const unnumbered = called.filter((each) => each.personnelNumber === null);
      return unnumbered.length > 0
        ? { wrong: 'holder-unnumbered', written: shown, mayBe: unnumbered.map(({ id }) => id) }
        : 'new';
    }
    const [only, another] = email === null ? called : called.filter((each) => each.email === email);
    const mayBe = called.map(({ id }) => id);
    if (another) return { wrong: 'holder-ambiguous', written: shown, mayBe };
    if (only) return { id: only.id, byName: email === null };
    if (called.length === 0) return 'new';
    const [one, more] = called.filter((each) => each.email === null);
    // One without an address may be the one whose address this is.
    if (one && !more && called.length === 1) return { id: one.id, byName: false };
    return { wrong: 'holder-email-differs', written: shown, mayBe };
  };
}

type Newcomer = { id: string; words: HolderWords; isOne: boolean };

/** Those who are to be added, each once. */
async function newcomersAmong(wanted: Wanted[]): Promise<(each: Wanted) => NamedPerson> {
  const numbered = new Map<string, Newcomer & { name: string }>();
  const unnumbered = new Map<string, Map<string, Newcomer>>();
  const numberedOfName = new Map<string, Newcomer[]>();
  await mapInTurns(wanted, ({ words, name, known }) => {
    if (known !== 'new' || words.personnelNumber === null) return;
    const there = numbered.get(words.personnelNumber);
    if (!there) {
      const newcomer = { id: newId(), words, name, isOne: true };
      numbered.set(words.personnelNumber, newcomer);
      numberedOfName.set(name, [...(numberedOfName.get(name) ?? []), newcomer]);
      return;
    }
    if (there.name !== name || differ(there.words.email, words.email)) there.isOne = false;
    there.words = { ...there.words, email: there.words.email ?? words.email };
  });
  await mapInTurns(wanted, ({ words, name, known }) => {
    if (known !== 'new' || words.personnelNumber !== null) return;
    const ofName = unnumbered.get(name) ?? new Map<string, Newcomer>();
    unnumbered.set(name, ofName);
    const email = words.email ?? '';
    if (!ofName.has(email)) ofName.set(email, { id: newId(), words, isOne: true });
  });
  return ({ words, name, known }) => {
    const shown = [words.firstName, words.lastName].filter(Boolean).join(' ');
    const number = words.personnelNumber;
    if (number !== null && (known === 'new' || known === 'number-only')) {
      const newcomer = numbered.get(number);
      if (!newcomer) return { wrong: 'holder-missing', written: number };
      return added(newcomer) ?? { wrong: 'holder-contradicts', written: number };
    }
    if (typeof known === 'object' && 'wrong' in known) return known;
    const withNumber = numberedOfName.get(name) ?? [];
    const ambiguous = { wrong: 'holder-ambiguous', written: shown };
    if (typeof known === 'object')
      return known.byName && withNumber.length > 0
        ? { ...ambiguous, mayBe: [known.id] }
        : { id: known.id, added: null };
    if (withNumber.length > 0) {
      const [one, more] = withNumber.filter((each) => !differ(each.words.email, words.email));
      return (one && !more && added(one)) || ambiguous;
    }
    const ofName = unnumbered.get(name) ?? new Map<string, Newcomer>();
    if (words.email !== null) return named(ofName.get(words.email), ambiguous);
    const withEmail = [...ofName].filter(([email]) => email !== '').map(([, newcomer]) => newcomer);
    return withEmail.length > 1 ? ambiguous : named(withEmail[0] ?? ofName.get(''), ambiguous);
  };
}

function named(newcomer: Newcomer | undefined, otherwise: NamedPerson): NamedPerson {
  return (newcomer && added(newcomer)) ?? otherwise;
}

function added({ id, words, isOne }: Newcomer): NamedPerson | undefined {
  return isOne ? { id, added: words } : undefined;
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

function fullName({ firstName, lastName }: HolderWords): string {
  return `${lastName}, ${firstName}`;
}
