import type { Call, Db } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { Catalogue, ShownCatalogue } from './contract.ts';
import { checksumAt, findVersion, latestVersion } from './store.ts';

/** A version never changes, so its content is kept for good. The checksum tells databases apart. */
const versions = new Map<string, Catalogue>();

/** Which version was in force on a database, and when that was asked, in milliseconds since the process began. */
const inForce = new WeakMap<Db, { catalogue: Catalogue; askedAt: number }>();
const shown = new WeakMap<Catalogue, ShownCatalogue>();

const trustedFor = 2000;

/**
 * The catalogue in force. Inside a transaction it is asked for by number each time, so that what is written is judged on
 * the version in force whichever process applied it; outside, an answer of the last two seconds does.
 * Throws when no catalogue was ever applied.
 */
export async function currentCatalogue(call: Call): Promise<Catalogue> {
  const known = call.db.isTransaction ? undefined : inForce.get(call.db);
  const now = performance.now();
  if (known && now - known.askedAt < trustedFor) return known.catalogue;
  const latest = await latestVersion(call);
  if (!latest) throw new Error('no catalogue has been applied to this database');
  const catalogue = await load(call, latest.version, latest.checksum);
  inForce.set(call.db, { catalogue, askedAt: now });
  return catalogue;
}

/** A version of the catalogue, in force or not: the terms of what was bought under it. 404 when there is none. */
export async function catalogueAt(call: Call, version: number): Promise<Catalogue> {
  const checksum = await checksumAt(call, version);
  if (!checksum) throw notFound();
  return load(call, version, checksum);
}

async function load(call: Call, version: number, checksum: string): Promise<Catalogue> {
  const key = `${version} ${checksum}`;
  const known = versions.get(key);
  if (known) return known;
  const catalogue = await findVersion(call, version);
  if (!catalogue) throw new Error(`version ${version} of the catalogue went missing`);
  versions.set(key, catalogue);
  return catalogue;
}

/** What customers see of a catalogue: all but what the network is told. */
export function shownCatalogueOf(catalogue: Catalogue): ShownCatalogue {
  const known = shown.get(catalogue);
  if (known) return known;
  const { checksum: _checksum, statuses: _statuses, ...rest } = catalogue;
  const answer: ShownCatalogue = {
    ...rest,
    plans: catalogue.plans.map(({ network: _network, ...plan }) => plan),
    options: catalogue.options.map(({ network: _network, ...option }) => option),
  };
  shown.set(catalogue, answer);
  return answer;
}
