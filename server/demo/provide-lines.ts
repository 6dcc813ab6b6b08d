import { currentCatalogue, servicesOfLine } from '../catalogue/catalogue.ts';
import { factsOfLines, type LineForChange } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { type Connector, elementOf, type Network } from '../provisioning/provisioning.ts';
import { nextLines } from './store.ts';

const batch = 1000;

/** How many lines each element was given, and those it refused. */
export type Provided = {
  given: Map<string, number>;
  refused: { msisdn: string; element: string; why: string }[];
};

/**
 * Makes every active and suspended line known to the element that the network file chooses for it, with the services it should have.
 * What is known there already is brought to these services. For trying a network element with an existing fleet.
 */
export async function provideLines(
  call: Call,
  network: Network,
  connectors: Record<string, Connector>,
  onProgress: (done: number) => void,
): Promise<Provided> {
  const catalogue = await currentCatalogue(call);
  const provided: Provided = { given: new Map(), refused: [] };
  let done = 0;

  async function provide(line: LineForChange, imsi: string | null): Promise<void> {
    const element = elementOf(network, line);
    const connector = connectors[element];
    if (!connector) throw new Error(`there is no element ${element}`);
    const services = Object.entries(servicesOfLine(catalogue, line)).map(([service, value]) => ({
      service,
      value,
    }));
    const answer = await connector.apply(
      {
        itemId: newId(),
        iccid: line.iccid,
        imsi,
        msisdn: line.msisdn,
        actions: [{ action: 'create' }, { action: 'modify', code: 'line', services }],
      },
      AbortSignal.timeout(30_000),
    );
    if ('done' in answer) provided.given.set(element, (provided.given.get(element) ?? 0) + 1);
    else
      provided.refused.push({
        msisdn: line.msisdn,
        element,
        why: 'refused' in answer ? answer.refused : 'accepted',
      });
    done += 1;
    onProgress(done);
  }

  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const some = await nextLines(call, after, batch);
    const facts = await factsOfLines(
      call,
      some.map(({ id }) => id),
    );
    const waiting = facts.map((line, place) => ({ line, imsi: some[place]?.imsi ?? null }));
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await provide(next.line, next.imsi);
    };
    await Promise.all(Array.from({ length: 24 }, work));
    const last = some.at(-1);
    if (!last || some.length < batch) return provided;
    after = last.id;
  }
}
