import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { ctrlFrame, frameReader } from '../../server/provisioning/connectors/ctrl-frames.ts';

type Row = { msisdn: string | null; cs: string; ps: string };

/** How the server treats one request; `answer` is what a healthy osmo-hlr would say. */
export type Treatment = (socket: Socket, answer: string, request: string) => void;

/**
 * A small real TCP server that speaks CTRL with a few subscribers, for trying what a healthy one never does. Its words are those of
 * osmo-hlr 1.5 (`test/elements` holds the connector to the real one).
 */
export async function ctrlServer() {
  const rows = new Map<string, Row>();
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  let treatment: Treatment = healthy;
  let busy: { fits: RegExp; sentence: string; times: number } | undefined;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const read = frameReader();
    socket.on('data', (piece) => {
      for (const text of read(piece)) {
        const [verb = '', id = '', ...rest] = text.split(' ');
        const isBusy = busy?.fits.test(`${verb} ${rest.join(' ')}`) && (busy.times -= 1) >= 0;
        const answer = busy && isBusy ? { error: busy.sentence } : answerTo(rows, verb, rest);
        // What tells the end of other requests is no request of ours.
        const isProbe = rest[0]?.includes('000000000000000');
        if (!isProbe) requests.push(`${verb} ${rest.join(' ')}`);
        const said =
          'error' in answer
            ? `ERROR ${id} ${answer.error}`
            : `${verb}_REPLY ${id} ${rest[0]} ${answer.value}`;
        (isProbe ? healthy : treatment)(socket, said, `${verb} ${rest.join(' ')}`);
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server has no port');
  return {
    port: address.port,
    rows,
    requests,
    connections: () => sockets.size,
    /** From now on; null = healthy. */
    treat: (next: Treatment | null) => {
      treatment = next ?? healthy;
    },
    /** So many requests that fit are refused with the sentence and not carried out, as while its database is locked. */
    refuse: (fits: RegExp, sentence: string, times: number) => {
      busy = { fits, sentence, times };
    },
    /** The next request that fits is treated so, the others are healthy. */
    treatOnce: (fits: RegExp, next: Treatment) => {
      treatment = (socket, answer, request) => {
        if (!fits.test(request)) return healthy(socket, answer, request);
        treatment = healthy;
        return next(socket, answer, request);
      };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export const healthy: Treatment = (socket, answer) => void socket.write(ctrlFrame(answer));

function answerTo(
  rows: Map<string, Row>,
  verb: string,
  [path = '', value = '']: string[],
): { value: string } | { error: string } {
  if (path === 'subscriber.create') {
    if (!/^\d{6,15}$/.test(value)) return { error: 'Invalid IMSI value.' };
    if (rows.has(value)) return { error: 'Subscriber already exists.' };
    rows.set(value, { msisdn: null, cs: '1', ps: '1' });
    return { value: String(rows.size) };
  }
  if (path === 'subscriber.delete')
    return rows.delete(value) ? { value: '1' } : { error: "Subscriber doesn't exist." };
  const [, by = '', field = ''] = path.split('.');
  const [key, digits] = [by.slice(0, by.lastIndexOf('-')), by.slice(by.lastIndexOf('-') + 1)];
  const imsi = key === 'by-imsi' ? digits : ([...rows].find(([, row]) => row.msisdn === digits)?.[0] ?? '');
  const row = rows.get(imsi);
  if (verb === 'GET') return row ? { value: infoOf(imsi, row) } : { error: 'No such subscriber.' };
  return setField(rows, row, field, value);
}

function setField(
  rows: Map<string, Row>,
  row: Row | undefined,
  field: string,
  value: string,
): { value: string } | { error: string } {
  if (field === 'msisdn') {
    if (value !== 'none' && !/^\d{1,15}$/.test(value)) return { error: 'Value failed verification.' };
    if (!row) return { error: 'No such subscriber.' };
    if ([...rows.values()].some((other) => other !== row && other.msisdn === value))
      return { error: 'Update MSISDN failed' };
    row.msisdn = value === 'none' ? null : value;
    return { value: 'OK' };
  }
  if (!/^[01]$/.test(value)) return { error: 'Value failed verification.' };
  if (!row) return { error: 'An error has occurred.' };
  if (field === 'cs-enabled') row.cs = value;
  else row.ps = value;
  return { value: 'OK' };
}

function infoOf(imsi: string, { msisdn, cs, ps }: Row): string {
  const number = msisdn === null ? '' : `\nmsisdn\t${msisdn}`;
  return `\nid\t1\nimsi\t${imsi}${number}\nnam_cs\t${cs}\nnam_ps\t${ps}\nms_purged_cs\t0`;
}
