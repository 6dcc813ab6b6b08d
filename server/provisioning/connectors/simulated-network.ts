import type { Pool, PoolClient } from 'pg';
import type { NetworkAction } from '../contract.ts';
import type { ConnectorRequest } from './connector.ts';

type Services = Record<string, unknown>;
type Change = ConnectorRequest & { answer: PromiseWithResolvers<'done' | 'subscriber-unknown'> };

/** The simulated network: what each SIM has, and a record of every change. Reads and writes the schema `simulator` and nothing else. */
export type SimulatedNetwork = {
  /** Makes the change of an item, or finds that it was made. Changes asked at the same moment are made in one transaction of the network's own. */
  change(request: ConnectorRequest): Promise<'done' | 'subscriber-unknown'>;
  wasMade(itemId: string): Promise<boolean>;
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
      const answer = Promise.withResolvers<'done' | 'subscriber-unknown'>();
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

async function makeInTransaction(client: PoolClient, changes: Change[]) {
  // In one order everywhere, so that two workers' transactions wait for each other and not in a circle.
  const known = await client.query<{ iccid: string; services: Services }>(
    'SELECT iccid, services FROM simulator.subscriber WHERE iccid = ANY($1) ORDER BY iccid FOR UPDATE',
    [changes.map(({ iccid }) => iccid)],
  );
  const services = new Map(known.rows.map((row) => [row.iccid, row.services]));
  const made = await client.query<{ itemId: string }>(
    'SELECT item_id AS "itemId" FROM simulator.effect WHERE item_id = ANY($1)',
    [changes.map(({ itemId }) => itemId)],
  );
  const done = new Set(made.rows.map(({ itemId }) => itemId));
  const effects: { itemId: string; iccid: string; before: Services; after: Services }[] = [];
  const answers = changes.map((change): [Change, 'done' | 'subscriber-unknown'] => {
    const before = services.get(change.iccid);
    if (!before) return [change, 'subscriber-unknown'];
    if (!done.has(change.itemId)) {
      const after = switched(before, change.actions);
      effects.push({ itemId: change.itemId, iccid: change.iccid, before, after });
      services.set(change.iccid, after);
      done.add(change.itemId);
    }
    return [change, 'done'];
  });
  if (effects.length > 0) {
    await client.query(
      `WITH effect AS (
         INSERT INTO simulator.effect (item_id, iccid, before, after)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::jsonb[]))
       UPDATE simulator.subscriber s SET services = r.services, revision = revision + 1
       FROM unnest($5::text[], $6::jsonb[]) AS r (iccid, services)
       WHERE s.iccid = ANY($5) AND s.iccid = r.iccid`,
      [
        effects.map(({ itemId }) => itemId),
        effects.map(({ iccid }) => iccid),
        effects.map(({ before }) => JSON.stringify(before)),
        effects.map(({ after }) => JSON.stringify(after)),
        ...columns([...new Set(effects.map(({ iccid }) => iccid))], services),
      ],
    );
  }
  return answers;
}

function columns(iccids: string[], services: Map<string, Services>): [string[], string[]] {
  return [iccids, iccids.map((iccid) => JSON.stringify(services.get(iccid)))];
}

/** Removals first: what one option gives up and another brings stays on. */
function switched(before: Services, actions: NetworkAction[]): Services {
  const after = { ...before };
  for (const { action, services } of actions) {
    if (action === 'remove') for (const { service } of services) delete after[service];
  }
  for (const { action, services } of actions) {
    if (action !== 'remove') for (const { service, value } of services) after[service] = value;
  }
  return after;
}
