import { Client } from 'pg';
import type { Connector } from '../../server/provisioning/connectors/connector.ts';

/**
 * Places in the work of a worker at which a kill means something else each time:
 * the claim is committed · the network is about to be called · it has answered · the results are written and not committed · they are
 * committed · the mail of the end is about to be taken.
 */
export const namedPoints = [
  'claimed',
  'before call',
  'after call',
  'before commit',
  'after commit',
  'before mail',
] as const;
export type NamedPoint = (typeof namedPoints)[number];

type Mark = 'claims' | 'ends';
const marks: [Mark, RegExp][] = [
  ['claims', /UPDATE order_item SET\s+state = 'inProgress'/],
  ['ends', /UPDATE order_item i SET state = r\.state/],
];
const takesMail = /update "mail" set "state" = \$1, "attempts"/;

/** Ends this process with SIGKILL when it is at the point for the nth time. Watches what goes to PostgreSQL, so the server knows nothing of it. */
export function dieAt(point: NamedPoint, nth: number): (connector: Connector) => Connector {
  let times = 0;
  const at = (here: NamedPoint): void => {
    if (here !== point) return;
    times += 1;
    if (times >= nth) process.kill(process.pid, 'SIGKILL');
  };
  watchStatements(at);
  return (connector) => ({
    ...connector,
    apply: async (request, signal) => {
      at('before call');
      const answer = await connector.apply(request, signal);
      at('after call');
      return answer;
    },
  });
}

function watchStatements(at: (point: NamedPoint) => void): void {
  const marked = new WeakMap<object, Set<Mark>>();
  // oxlint-disable-next-line unbound-method -- called with the client it belongs to
  const send = Client.prototype.query as (this: Client, ...input: unknown[]) => unknown;
  const committed = async (answer: Promise<unknown>, mine: ReadonlySet<Mark>): Promise<void> => {
    await answer;
    if (mine.has('claims')) at('claimed');
    if (mine.has('ends')) at('after commit');
  };
  Client.prototype.query = function (this: Client, ...input: unknown[]): unknown {
    const text = textOf(input[0]);
    const mine = marked.get(this) ?? new Set<Mark>();
    marked.set(this, mine);
    for (const [mark, pattern] of marks) if (pattern.test(text)) mine.add(mark);
    if (takesMail.test(text)) at('before mail');
    const isCommit = /^commit/i.test(text);
    if (isCommit && mine.has('ends')) at('before commit');
    const answer = send.apply(this, input);
    if (isCommit) {
      void committed(Promise.resolve(answer), mine);
    }
    if (isCommit || /^rollback/i.test(text)) marked.set(this, new Set());
    return answer;
  } as typeof Client.prototype.query;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return query !== null && typeof query === 'object' && 'text' in query ? String(query.text) : '';
}
