import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../server/platform/clock.ts';
import type { Listener } from '../../../server/platform/listener.ts';
import { orderHearers } from '../../../server/orders/orders.ts';
import type { Connector } from '../../../server/provisioning/connectors/connector.ts';
import {
  type Network,
  openConnectors,
  type Provisioning,
  startProvisioning,
} from '../../../server/provisioning/provisioning.ts';
import { unclear } from '../../../server/provisioning/outcome.ts';
import type { TestDatabase } from '../../database.ts';
import { aCompany, aLine, withLines } from '../../fleet.ts';
import { aPerson } from '../../orders.ts';
import { orderDifferences } from '../differences.ts';
import { openItems, order, whatWentWrong } from '../load.ts';

/** Milliseconds after which the connectors of these tests give a call up. */
export const patience = 300;

/** The option that these tests switch on and off, so that an element sees whether a change was left out, made twice or out of turn. */
export const toggled = 'block-data';

/** Numbers of one company that an element is to know, with the people who change them. */
export async function aSwitchedFleet(database: TestDatabase, size: number) {
  const company = await aCompany(database.db);
  const lines = Array.from({ length: size }, () => aLine(company));
  const lineIds = await withLines(database.db, ...lines);
  return { manager: await aPerson(database.db, company), lineIds, lines };
}

/**
 * Two workers carry orders out on the element until they have called it so often and each trouble was met; then the network calms down and
 * they do the rest. Answers how often they called, how often what became of it was unclear, and what the orders and the lines say
 * differently at the end.
 */
export async function carryOutThrough(parts: {
  database: TestDatabase;
  listener: Listener;
  network: Network;
  calls: number;
  fleet: Awaited<ReturnType<typeof aSwitchedFleet>>;
  chance: () => number;
  /** How often each trouble was met. */
  counts: Record<string, number>;
  calm: () => void;
}): Promise<{ calls: number; unclearBy: Record<string, number>; wrong: Record<string, unknown[]> }> {
  const { database, network, fleet, chance } = parts;
  const { db } = database;
  let calls = 0;
  const workers: Provisioning[] = [];
  const opened: Connector[] = [];
  const unclearBy: Record<string, number> = {};
  const mistakes: unknown[] = [];
  for (let place = 0; place < 2; place += 1) {
    const connectors = await openConnectors(network, { databaseUrl: database.url, simulatorLatencyMs: 0 });
    opened.push(...Object.values(connectors));
    workers.push(
      startProvisioning({
        database,
        connectors: Object.fromEntries(
          Object.entries(connectors).map(([name, connector]) => [name, counted(connector)]),
        ),
        hearers: orderHearers,
        clock: systemClock,
        log: { info: () => {}, warn: hear, error: (fields) => void mistakes.push(fields) },
        listener: parts.listener,
        settings: {
          leaseMs: 3_000,
          pollMs: 50,
          backoffMs: { first: 20, most: 200 },
          breaker: { failures: 10, pauseMs: 50 },
          lookAgainMs: { first: 100, most: 500 },
          mostTries: 1_000,
        },
      }),
    );
  }

  while (calls < parts.calls || Object.values(parts.counts).includes(0)) {
    const from = Math.floor((chance() * fleet.lineIds.length) / 2);
    const some = fleet.lineIds.slice(from, from + fleet.lineIds.length / 2);
    // Whoever has it loses it: each change of a number undoes the one before.
    for (const change of [{ add: [toggled] }, { remove: [toggled] }])
      if ((await openItems(db)) < fleet.lineIds.length * 2) await order(fleet.manager, some, change, network);
    await sleep(20);
  }
  parts.calm();
  const wrong = await whatWentWrong(db, 60_000, orderDifferences);
  for (const worker of workers) await worker.stop();
  for (const connector of opened) await connector.close();
  if (mistakes.length > 0) wrong['mistakes of ours'] = mistakes.slice(0, 20);
  return { calls, unclearBy, wrong };

  function counted(connector: Connector): Connector {
    return {
      ...connector,
      apply: (...input) => {
        calls += 1;
        return connector.apply(...input);
      },
      readBack: (...input) => {
        calls += 1;
        return connector.readBack(...input);
      },
    };
  }

  /** What the network does is never a defect of the portal. */
  function hear(fields: object, message: string): void {
    const outcome = unclear('err' in fields ? fields.err : undefined);
    const code = 'failure' in outcome ? outcome.failure.code : outcome.kind;
    unclearBy[code] = (unclearBy[code] ?? 0) + 1;
    if (code === 'defect') mistakes.push({ ...fields, message });
  }
}
