import type { Db } from '../platform/call.ts';
import { aliveMs } from './read-monitor.ts';
import { listWorkers } from './work-list.ts';

/** How many workers have given a sign of life lately, of all processes. */
export async function countWorkersAlive(db: Db): Promise<number> {
  return (await listWorkers(db, aliveMs)).filter(({ isAlive }) => isAlive).length;
}
