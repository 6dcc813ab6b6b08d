import type { CtrlAnswer, CtrlConnection } from './ctrl-connection.ts';
import { type HlrField, type HlrFlags, hlrFields } from './osmo-hlr-services.ts';

/** A subscriber as osmo-hlr has him. */
export type HlrSubscriber = { imsi: string; msisdn: string | null; flags: HlrFlags };

/** How a write came out: `no` for good, `busy` for now; either way it was not made. */
export type Written = 'ok' | 'no' | 'busy';

/** osmo-hlr's subscribers over its CTRL interface. What it says is text only, and a database that is locked makes it say no like a wrong number. */
export type HlrSubscribers = {
  find(imsi: string): Promise<HlrSubscriber | null>;
  create(imsi: string): Promise<Written>;
  /** Null takes the number away. `no`: another subscriber has it, or it cannot be one. */
  setNumber(imsi: string, msisdn: string | null): Promise<Written>;
  setFlag(imsi: string, field: HlrField, value: 0 | 1): Promise<Written>;
  remove(imsi: string): Promise<Written>;
};

/** Subscribers on a connection; each call throws when the connection broke or `signal` ended. */
export function hlrSubscribers(connection: CtrlConnection, signal: AbortSignal): HlrSubscribers {
  const ask = (request: string) => connection.ask(request, signal);

  async function findBy(selector: string): Promise<HlrSubscriber | null> {
    const answer = await ask(`GET subscriber.${selector}.info`);
    if ('value' in answer) return readSubscriber(answer.value);
    if (/^(No such subscriber|Invalid value part of 'by-)/.test(answer.error)) return null;
    throw unknownAnswer(answer.error);
  }

  return {
    find: (imsi) => findBy(`by-imsi-${imsi}`),
    create: async (imsi) => {
      const answer = await ask(`SET subscriber.create ${imsi}`);
      if ('error' in answer && answer.error.startsWith('Subscriber already exists')) return 'ok';
      return written(answer, () => Promise.resolve(false));
    },
    setNumber: async (imsi, msisdn) =>
      written(await ask(`SET ${of(imsi)}.msisdn ${msisdn ?? 'none'}`), async () => {
        const other = msisdn === null ? null : await findBy(`by-msisdn-${msisdn}`);
        return (other !== null && other.imsi !== imsi) || (await findBy(`by-imsi-${imsi}`)) === null;
      }),
    setFlag: async (imsi, field, value) =>
      written(
        await ask(`SET ${of(imsi)}.${field} ${value}`),
        async () => (await findBy(`by-imsi-${imsi}`)) === null,
      ),
    remove: async (imsi) => {
      const answer = await ask(`SET subscriber.delete ${imsi}`);
      if ('error' in answer && answer.error.startsWith("Subscriber doesn't exist")) return 'ok';
      return written(answer, () => Promise.resolve(false));
    },
  };
}

const of = (imsi: string) => `subscriber.by-imsi-${imsi}`;

/** Refused because the request is wrong, or because of the moment: the state tells what the text does not. */
async function written(answer: CtrlAnswer, isWrong: () => Promise<boolean>): Promise<Written> {
  if ('value' in answer) return 'ok';
  if (/verification|Invalid IMSI/.test(answer.error)) return 'no';
  return (await isWrong()) ? 'no' : 'busy';
}

/** `info`: lines of a name, a tab and a value. */
function readSubscriber(info: string): HlrSubscriber {
  const fields = new Map(
    info.split('\n').map((line): [string, string] => {
      const [name = '', value = ''] = line.split('\t');
      return [name, value];
    }),
  );
  const imsi = fields.get('imsi');
  const [cs, ps] = [fields.get('nam_cs'), fields.get('nam_ps')];
  if (!imsi || !isFlag(cs) || !isFlag(ps)) throw unknownAnswer(info);
  return {
    imsi,
    msisdn: fields.get('msisdn') ?? null,
    flags: { 'cs-enabled': cs === '1' ? 1 : 0, 'ps-enabled': ps === '1' ? 1 : 0 },
  };
}

function isFlag(value: string | undefined): value is '0' | '1' {
  return value === '0' || value === '1';
}

/** What cannot be understood says nothing about what was done. */
function unknownAnswer(text: string): Error {
  return Object.assign(new Error(`osmo-hlr said ${JSON.stringify(text.slice(0, 120))}`), {
    code: 'ECONNABORTED',
  });
}

/** Whether all wanted fields are so. */
export function agrees(flags: HlrFlags, wanted: Partial<HlrFlags>): boolean {
  return hlrFields.every((field) => wanted[field] === undefined || wanted[field] === flags[field]);
}
