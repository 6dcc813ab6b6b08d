import { setTimeout as sleep } from 'node:timers/promises';
import type { SubscriberAction } from '../contract.ts';
import type { ConnectorAnswer } from './connector.ts';
import type { HlrSubscribers, Written } from './hlr-subscriber.ts';
import { type HlrFlags, hlrFields } from './osmo-hlr-services.ts';

/** What a request comes to on osmo-hlr. */
export type HlrChange = {
  imsi: string;
  msisdn: string;
  own: SubscriberAction | undefined;
  flags: Partial<HlrFlags>;
};

const done: ConnectorAnswer = { done: true };
const unknownSim: ConnectorAnswer = { refused: 'subscriber-unknown', temporary: false };
const never: ConnectorAnswer = { refused: 'network-refused', temporary: false };
const later: ConnectorAnswer = { refused: 'element-busy', temporary: true };

/** Makes the change, step by step; each step may be made again. What can be refused for good comes first. */
export async function makeHlrChange(
  hlr: HlrSubscribers,
  { imsi, msisdn, own, flags }: HlrChange,
  signal: AbortSignal,
): Promise<ConnectorAnswer> {
  const steps = stepsWithin(signal);
  if (own?.action === 'create') return create(hlr, steps, { imsi, msisdn, flags });
  if (own?.action === 'swap') return swap(hlr, steps, { from: imsi, to: own.imsi, msisdn, flags });
  if (own?.action === 'delete') return (await refusal(steps, () => hlr.remove(imsi), hlr, imsi)) ?? done;
  const refused = own && (await refusal(steps, () => hlr.setNumber(imsi, own.msisdn), hlr, imsi));
  return refused ?? setFlags(hlr, steps, imsi, flags);
}

/** Makes the steps of one request. */
type Steps = {
  make(step: () => Promise<Written>): Promise<Written>;
  /** An earlier attempt has made some of it already. */
  goOn(): void;
};

/**
 * A first step that the element is too busy for is left to the engine; once something is written, the next steps are tried until the
 * request is given up: half a change is not a refusal.
 */
function stepsWithin(signal: AbortSignal): Steps {
  let begun = false;
  return {
    goOn: () => {
      begun = true;
    },
    make: async (step) => {
      for (;;) {
        const written = await step();
        if (written === 'ok') begun = true;
        if (written !== 'busy' || !begun) return written;
        await sleep(50, undefined, { signal });
      }
    },
  };
}

/** Null when the step was made; else what to answer. */
async function refusal(
  steps: Steps,
  step: () => Promise<Written>,
  hlr: HlrSubscribers,
  imsi: string,
): Promise<ConnectorAnswer | null> {
  const written = await steps.make(step);
  if (written === 'ok') return null;
  if (written === 'busy') return later;
  return (await hlr.find(imsi)) ? never : unknownSim;
}

async function setFlags(
  hlr: HlrSubscribers,
  steps: Steps,
  imsi: string,
  flags: Partial<HlrFlags>,
): Promise<ConnectorAnswer> {
  for (const field of hlrFields) {
    const value = flags[field];
    if (value === undefined) continue;
    const refused = await refusal(steps, () => hlr.setFlag(imsi, field, value), hlr, imsi);
    if (refused) return refused;
  }
  return done;
}

async function create(
  hlr: HlrSubscribers,
  steps: Steps,
  { imsi, msisdn, flags }: Omit<HlrChange, 'own'>,
): Promise<ConnectorAnswer> {
  const found = await hlr.find(imsi);
  // Without a number: an earlier attempt came so far.
  if (found?.msisdn && found.msisdn !== msisdn) return never;
  if (found && !found.msisdn) steps.goOn();
  if (!found) {
    const written = await steps.make(() => hlr.create(imsi));
    if (written !== 'ok') return written === 'busy' ? later : never;
  }
  if (!found?.msisdn && (await steps.make(() => hlr.setNumber(imsi, msisdn))) !== 'ok') {
    await steps.make(() => hlr.remove(imsi));
    return never;
  }
  // Each write waits for the disk: what is so already, as nearly all of a new subscriber, is not written.
  const now = await hlr.find(imsi);
  return setFlags(hlr, steps, imsi, differing(flags, now?.flags));
}

function differing(wanted: Partial<HlrFlags>, now: HlrFlags | undefined): Partial<HlrFlags> {
  return Object.fromEntries(
    hlrFields.flatMap((field) =>
      wanted[field] === undefined || wanted[field] === now?.[field] ? [] : [[field, wanted[field]]],
    ),
  );
}

/**
 * osmo-hlr cannot rename a subscriber. The new one gets all, the number last because only one may have it, and the old one goes when
 * nothing is needed of him any more: from whatever step an earlier attempt came to, the next one goes on.
 */
async function swap(
  hlr: HlrSubscribers,
  steps: Steps,
  { from, to, msisdn, flags }: { from: string; to: string; msisdn: string; flags: Partial<HlrFlags> },
): Promise<ConnectorAnswer> {
  const [old, next] = await Promise.all([hlr.find(from), hlr.find(to)]);
  if (!old && !next) return unknownSim;
  if (next?.msisdn && next.msisdn !== msisdn) return never;
  if (next) steps.goOn();
  else {
    const written = await steps.make(() => hlr.create(to));
    if (written !== 'ok') return written === 'busy' ? later : never;
  }
  const refused = await setFlags(hlr, steps, to, { ...old?.flags, ...flags });
  if ('refused' in refused) return refused;
  if (!next?.msisdn) {
    if (old?.msisdn) await steps.make(() => hlr.setNumber(from, null));
    if ((await steps.make(() => hlr.setNumber(to, msisdn))) !== 'ok') {
      // Somebody else took the number between the two steps: all as it was.
      if (old?.msisdn) await steps.make(() => hlr.setNumber(from, old.msisdn));
      await steps.make(() => hlr.remove(to));
      return never;
    }
  }
  if (old) await steps.make(() => hlr.remove(from));
  return done;
}
