import type { Pool, PoolClient } from 'pg';
import type { ConnectorRequest, Holding } from './connector.ts';
import { subscriberAction, switched } from './subscriber-change.ts';

type Services = Holding['has'];
type Subscriber = { msisdn: string; services: Services };
type Made = 'done' | 'subscriber-unknown' | 'network-refused';
type Change = ConnectorRequest & { answer: PromiseWithResolvers<Made> };

/** The simulated network: what each SIM has, and a record of every change. Reads and writes the schema `simulator` and nothing else. */
export type SimulatedNetwork = {
  /** Makes the change of an item, or finds that it was made. Changes asked at the same moment are made in one transaction of the network's own. */
  change(request: ConnectorRequest): Promise<Made>;
  wasMade(itemId: string): Promise<boolean>;
  /** What it has of a SIM. */
  look(iccid: string): Promise<Subscriber | null>;
  /** How often the network was called for the item, this call included. */
  countCall(itemId: string): Promise<number>;
};

const atMost = 250;

/** The network on its own connections. */
export function simulatedNetwork(pool: Pool): SimulatedNetwork {
  let asked: Change[] = [];
  let making = false;

  async function makeAll(): Promise<void> {
    making = true;
    while (asked.length > 0) {
      const changes = asked.splice(0, atMost);
      try {
        await makeChanges(pool, changes);
      } catch (error) {
        for (const { answer } of changes) answer.reject(error);
      }
    }
    making = false;
  }

  return {
    change: (request) => {
      const answer = Promise.withResolvers<Made>();
      asked.push({ ...request, answer });
      if (!making) {
        making = true;
        setImmediate(() => void makeAll());
      }
      return answer.promise;
    },
    wasMade: async (itemId) => {
      const { rowCount } = await pool.query('SELECT FROM simulator.effect WHERE item_id = $1 LIMIT 1', [
        itemId,
      ]);
      return rowCount === 1;
    },
    look: async (iccid) => {
      const { rows } = await pool.query<Subscriber>(
        'SELECT msisdn, services FROM simulator.subscriber WHERE iccid = $1',
        [iccid],
      );
      return rows[0] ?? null;
    },
    countCall: async (itemId) => {
      const { rows } = await pool.query<{ calls: number }>(
        `INSERT INTO simulator.attempt (item_id) VALUES ($1)
         ON CONFLICT (item_id) DO UPDATE SET calls = attempt.calls + 1 RETURNING calls`,
        [itemId],
      );
      return rows[0]?.calls ?? 1;
    },
  };
}

async function makeChanges(pool: Pool, changes: Change[]): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const answers = await makeInTransaction(client, changes);
    await client.query('COMMIT');
    for (const [change, answer] of answers) change.answer.resolve(answer);
  } catch (error) {
    // A connection that could not commit is not given back: its transaction ends with it.
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function makeInTransaction(client: PoolClient, changes: Change[]): Promise<[Change, Made][]> {
  const named = changes.flatMap(({ iccid, actions }) => {
    const own = subscriberAction(actions);
    return own?.action === 'swap' ? [iccid, own.iccid] : [iccid];
  });
  // In one order everywhere, so that two workers' transactions wait for each other and not in a circle.
  const known = await client.query<Subscriber & { iccid: string }>(
    'SELECT iccid, msisdn, services FROM simulator.subscriber WHERE iccid = ANY($1) ORDER BY iccid FOR UPDATE',
    [named],
  );
  const subscribers = new Map(known.rows.map(({ iccid, ...has }) => [iccid, has]));
  const made = await client.query<{ itemId: string }>(
    'SELECT item_id AS "itemId" FROM simulator.effect WHERE item_id = ANY($1)',
    [changes.map(({ itemId }) => itemId)],
  );
  const done = new Set(made.rows.map(({ itemId }) => itemId));
  const effects: Effect[] = [];
  const changed = new Set<string>();
  const answers = changes.map((change): [Change, Made] => {
    if (done.has(change.itemId)) return [change, 'done'];
    const before = subscribers.get(change.iccid)?.services ?? {};
    const answer = makeOne(subscribers, change);
    if (typeof answer === 'string') return [change, answer];
    const { itemId, iccid } = change;
    effects.push({ itemId, iccid, before, after: subscribers.get(answer.now)?.services ?? {} });
    changed.add(iccid).add(answer.now);
    done.add(itemId);
    return [change, 'done'];
  });
  await writeEffects(client, effects);
  await writeSubscribers(client, changed, subscribers, new Set(known.rows.map(({ iccid }) => iccid)));
  return answers;
}

/** Changes what is known of the SIM; answers under which ICCID it is known then. */
function makeOne(subscribers: Map<string, Subscriber>, change: Change): { now: string } | Made {
  const own = subscriberAction(change.actions);
  const has = subscribers.get(change.iccid);
  if (own?.action === 'create') {
    if (has && has.msisdn !== change.msisdn) return 'network-refused';
  } else if (!has) return own?.action === 'delete' ? { now: change.iccid } : 'subscriber-unknown';
  if (own?.action === 'delete') {
    subscribers.delete(change.iccid);
    return { now: change.iccid };
  }
  const now = own?.action === 'swap' ? own.iccid : change.iccid;
  if (now !== change.iccid && subscribers.has(now)) return 'network-refused';
  const msisdn = own?.action === 'number' ? own.msisdn : (has?.msisdn ?? change.msisdn);
  subscribers.delete(change.iccid);
  subscribers.set(now, { msisdn, services: switched(has?.services ?? {}, change.actions) });
  return { now };
}

type Effect = { itemId: string; iccid: string; before: Services; after: Services };

async function writeEffects(client: PoolClient, effects: Effect[]): Promise<void> {
  if (effects.length === 0) return;
  await client.query(
    `INSERT INTO simulator.effect (item_id, iccid, before, after)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::jsonb[])`,
    [
      effects.map(({ itemId }) => itemId),
      effects.map(({ iccid }) => iccid),
      effects.map(({ before }) => JSON.stringify(before)),
      effects.map(({ after }) => JSON.stringify(after)),
    ],
  );
}

async function writeSubscribers(
  client: PoolClient,
  changed: Set<string>,
  subscribers: Map<string, Subscriber>,
  knownBefore: Set<string>,
): Promise<void> {
  const present = [...changed].flatMap((iccid) => {
    const has = subscribers.get(iccid);
    return has ? [{ iccid, ...has }] : [];
  });
  const gone = [...changed].filter((iccid) => !subscribers.has(iccid));
  if (gone.length > 0) await client.query('DELETE FROM simulator.subscriber WHERE iccid = ANY($1)', [gone]);
  const update = `UPDATE simulator.subscriber s SET msisdn = r.msisdn, services = r.services, revision = revision + 1
    FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS r (iccid, msisdn, services)
    WHERE s.iccid = ANY($1) AND s.iccid = r.iccid`;
  const insert = `INSERT INTO simulator.subscriber (iccid, msisdn, services)
    SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[])`;
  const updated = present.filter(({ iccid }) => knownBefore.has(iccid));
  const inserted = present.filter(({ iccid }) => !knownBefore.has(iccid));
  if (updated.length > 0) await client.query(update, columns(updated));
  if (inserted.length > 0) await client.query(insert, columns(inserted));
}

function columns(some: (Subscriber & { iccid: string })[]): [string[], string[], string[]] {
  return [
    some.map(({ iccid }) => iccid),
    some.map(({ msisdn }) => msisdn),
    some.map(({ services }) => JSON.stringify(services)),
  ];
}
