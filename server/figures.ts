import type { Kysely } from 'kysely';
import { listGroups } from './fallout/fallout.ts';
import { countWorkersAlive } from './monitor/monitor.ts';
import type { Clock } from './platform/clock.ts';
import type { Live } from './platform/live.ts';
import { countUnsent } from './platform/mail/mail.ts';
import type { Metrics, Reading } from './platform/metrics.ts';
import { type Provisioning, queueFigures } from './provisioning/provisioning.ts';
import type { DB } from './tables.ts';

export type FigureParts = { db: Kysely<DB>; clock: Clock; live: Live; provisioning: Provisioning | null };

/** What an operator watches besides the answers: queues, the network elements, mails, open pages. Read when somebody asks. */
export function addFigures(metrics: Metrics, { db, clock, live, provisioning }: FigureParts): void {
  metrics.gauge('flottille_live_streams', 'Pages that are told what changes.', [], () => [
    { value: live.count() },
  ]);
  metrics.gauge('flottille_mails_unsent', 'Mails that have not gone out, by state.', ['state'], async () =>
    Object.entries(await countUnsent(db)).map(([state, value]) => ({ labels: { state }, value })),
  );
  const queues = async (figure: (element: Awaited<ReturnType<typeof queueFigures>>[number]) => Reading[]) =>
    (await queueFigures(db, clock.now())).flatMap(figure);
  metrics.gauge('flottille_queue_items', 'Open order items of all processes.', ['element', 'state'], () =>
    queues(({ element, due, held, later, behind, withNetwork, paused }) =>
      Object.entries({ due, held, later, behind, paused, 'with-network': withNetwork }).map(
        ([state, value]) => ({
          labels: { element, state },
          value,
        }),
      ),
    ),
  );
  metrics.gauge(
    'flottille_queue_oldest_seconds',
    'How long the oldest due item has waited.',
    ['element'],
    () => queues(({ element, oldestSeconds }) => [{ labels: { element }, value: oldestSeconds }]),
  );
  metrics.gauge(
    'flottille_element_breaker',
    '1 for the state of the circuit breaker of a network element in this process.',
    ['element', 'state'],
    () =>
      provisioning
        ?.figures()
        .map(({ element, breaker }) => ({ labels: { element, state: breaker }, value: 1 })) ?? [],
  );
  metrics.gauge(
    'flottille_items_ended',
    'Items that this process ended, by result.',
    ['element', 'result'],
    () =>
      provisioning?.figures().flatMap(({ element, completed, failed, cancelled, postponed }) =>
        Object.entries({ completed, failed, cancelled, postponed }).map(([result, value]) => ({
          labels: { element, result },
          value,
        })),
      ) ?? [],
  );
  metrics.gauge(
    'flottille_items_failed',
    'Items that this process ended as failed, by the code that their orders show.',
    ['element', 'code'],
    () =>
      provisioning
        ?.figures()
        .flatMap(({ element, failures }) =>
          Object.entries(failures).map(([code, value]) => ({ labels: { element, code }, value })),
        ) ?? [],
  );
  metrics.gauge(
    'flottille_fallout_items',
    'Items of all companies that failed for good and wait for a person.',
    ['element', 'code'],
    async () =>
      (await listGroups(db)).map(({ element, code, items }) => ({ labels: { element, code }, value: items })),
  );
  metrics.gauge(
    'flottille_workers',
    'Workers of all processes that gave a sign of life lately.',
    [],
    async () => [{ value: await countWorkersAlive(db) }],
  );
}
