import type { ClientBase, Pool } from 'pg';
import Cursor from 'pg-cursor';
import { z } from 'zod';

export type CapturedQuery = { text: string; values: unknown[]; askedBy: string };

/** From now on remembers every query that goes through the pool, cursors too; `asking` says for whom those that follow are. */
export function captureQueries(pool: Pool): { asking(name: string): void; queries: CapturedQuery[] } {
  const queries: CapturedQuery[] = [];
  let askedBy = 'nobody';
  const known = new WeakSet<ClientBase>();
  pool.on('acquire', (client: ClientBase) => {
    if (known.has(client)) return;
    known.add(client);
    const send = client.query.bind(client) as (...given: unknown[]) => unknown;
    const remember = (...given: unknown[]): unknown => {
      queries.push({ ...queryOf(given), askedBy });
      return send(...given);
    };
    client.query = remember as typeof client.query;
  });
  return { asking: (name) => void (askedBy = name), queries };
}

function queryOf([first, second]: unknown[]): { text: string; values: unknown[] } {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] };
  const { text, values } = first as { text?: string; values?: unknown[] | null };
  if (first instanceof Cursor || text !== undefined) return { text: text ?? '', values: values ?? [] };
  throw new Error('a query of a form that this does not know');
}

export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Filter?: string;
  Plans?: PlanNode[];
};

const plansSchema = z.array(z.object({ Plan: z.custom<PlanNode>() }));

/** How the server would carry the query out, with the values it had; all nodes, from the top down. Null: no query of tables. */
export async function planOf(pool: Pool, { text, values }: CapturedQuery): Promise<PlanNode[] | null> {
  if (!/^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(text)) return null;
  const { rows } = await pool.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  return plansSchema.parse(rows[0]?.['QUERY PLAN']).flatMap(({ Plan }) => withBelow(Plan));
}

function withBelow(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(withBelow)];
}
