import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { aPerson } from '../orders.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong, order, someToggle } from './load.ts';
import { workerProcesses, works } from './worker-process.ts';

const changes = lengthOf('conflicting changes');
const people = 8;
const { db, url } = await testDatabase({ poolSize: people });
const workers = workerProcesses();

test(
  `${changes} conflicting changes of ${people} people on 50 lines leave each line with a history that fits (seed ${seed})`,
  async () => {
    const { company, lines } = await aFleet(db, 50);
    for (const worker of [workers.start({ url, latencyMs: 5 }), workers.start({ url, latencyMs: 5 })])
      await works(worker);
    let asked = 0;
    let items = 0;
    const change = async (person: Awaited<ReturnType<typeof aPerson>>, chance: () => number) => {
      while (asked < changes) {
        asked += 1;
        const from = Math.floor(chance() * 45);
        items += await order(
          person,
          lines.slice(from, from + 1 + Math.floor(chance() * 5)),
          someToggle(chance),
        );
      }
    };
    const all = Array.from({ length: people }, async (_, place) =>
      change(await aPerson(db, company), chanceFrom(seed + place)),
    );
    await Promise.all(all);
    expect(await whatWentWrong(db)).toEqual({});
    expect(items, 'changes that were possible').toBeGreaterThan(changes / 20);
    tell('conflicting changes', { changes, people, 'items carried out': items });
  },
  60_000 + changes * 200,
);
