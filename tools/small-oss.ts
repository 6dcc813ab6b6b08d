/**
 * A small OSS that takes service orders (TMF641 v4), for trying the portal with one:
 *
 *   OSS_TOKEN=… node tools/small-oss.ts [--port 8641] [--seconds 5]
 *
 * It knows every SIM, works on an order for so many seconds, tells whoever has registered, and says on the screen what it is asked for and what
 * becomes of it. Numbers that end in 0002 fail. It keeps nothing when it ends. It listens on this machine only.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type OssOrder, startOss } from '../test/oss/oss-server.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, seconds: { type: 'string' } } });
const { port, seconds } = z
  .object({
    port: z.coerce.number().int().min(1).max(65_535).default(8641),
    seconds: z.coerce.number().min(0).max(3600).default(5),
  })
  .parse(values);
const token = process.env['OSS_TOKEN'];

const itemsOf = z.array(
  z.object({
    action: z.string(),
    service: z.object({
      serviceSpecification: z.object({ id: z.string() }),
      serviceCharacteristic: z.array(z.object({ name: z.string(), value: z.unknown() })),
    }),
  }),
);

const oss = await startOss({
  port,
  knowsEverySim: true,
  ...(token ? { authorization: () => `Bearer ${token}` } : {}),
  onTaken: (order) => {
    say(order);
    setTimeout(() => void end(order).catch((error: unknown) => console.log(String(error))), seconds * 1000);
  },
});
console.log(`The small OSS takes service orders at ${oss.address}${token ? '' : ' from anybody'}`);

async function end(order: OssOrder): Promise<void> {
  if (order.state === 'assessingCancellation') order.state = 'cancelled';
  else if (numberOf(order).endsWith('0002')) {
    order.state = 'failed';
    order.errorMessage = [{ code: 'REFUSED', reason: 'refused', message: 'This number always fails.' }];
  } else oss.finish(order);
  say(order);
  await oss.notify(order);
}

function say(order: OssOrder): void {
  const asked = itemsOf
    .parse(order.serviceOrderItem)
    .map(({ action, service }) => `${action} ${service.serviceSpecification.id}`);
  console.log(`${numberOf(order)}  ${order.state.padEnd(12)}  ${asked.join(', ')}`);
}

function numberOf(order: OssOrder): string {
  const [item] = itemsOf.parse(order.serviceOrderItem);
  return String(item?.service.serviceCharacteristic.find(({ name }) => name === 'MSISDN')?.value);
}
