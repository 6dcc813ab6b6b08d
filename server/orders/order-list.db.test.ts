import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import type { OrderState } from './contract.ts';
import { stateOfPart } from './order-list.ts';
import { stateOf } from './order-state.ts';

const { db } = await testDatabase();

it('the part of an order that a person sees has the state that its items make, in SQL as in the rule', async () => {
  const { rows } = await sql<{
    present: OrderState;
    open: number;
    completed: number;
    failed: number;
    cancelled: number;
    state: OrderState;
  }>`
    SELECT o.state AS present, mine.open, mine.completed, mine.failed, mine.cancelled, ${stateOfPart} AS state
    FROM (VALUES ('planned'), ('acknowledged'), ('inProgress')) AS o (state),
      (SELECT open + completed + failed + cancelled AS items, open, completed, failed, cancelled
       FROM generate_series(0, 2) AS open, generate_series(0, 2) AS completed,
         generate_series(0, 2) AS failed, generate_series(0, 2) AS cancelled) AS mine
    WHERE mine.items > 0 AND (o.state = 'inProgress' OR mine.completed + mine.failed = 0 AND (o.state = 'planned' OR mine.cancelled = 0))`.execute(
    db,
  );
  expect(rows.length).toBeGreaterThan(80);
  for (const { present, open, state, ...ended } of rows) {
    expect(state).toBe(
      stateOf({
        planned: present === 'planned' ? open : 0,
        waiting: present === 'planned' ? 0 : open,
        inProgress: 0,
        ...ended,
        begun: present === 'inProgress',
      }),
    );
  }
});
