import { connect, type Socket } from 'node:net';
import { ctrlFrame, frameReader } from './ctrl-frames.ts';

/** What the element said to one request: the value of a GET or SET, or its English sentence why not. */
export type CtrlAnswer = { value: string } | { error: string };

/** One connection to a CTRL interface, opened when it is needed; any number of requests are under way on it at a time. */
export type CtrlConnection = {
  /**
   * Sends `GET` or `SET` and resolves with the answer. Throws when the connection broke first or `signal` ended: then nobody knows
   * whether it was carried out.
   */
  ask(request: string, signal: AbortSignal): Promise<CtrlAnswer>;
  /** Resolves when all that others or an earlier connection had sent before is carried out. */
  settle(signal: AbortSignal): Promise<void>;
  close(): void;
};

type Asked = { answer: PromiseWithResolvers<CtrlAnswer>; since: number };
type Open = {
  socket: Socket;
  asked: Map<string, Asked>;
  heardAt: number;
  nextId: number;
  out: Buffer[];
  silenceMs: number;
};

export type CtrlOptions = {
  host: string;
  port: number;
  /** Requests that another connection, of this process or another one, may have under way at most. */
  window: number;
  /** Without an answer for so long, milliseconds, a connection is given up together with the first request that is. */
  silenceMs: number;
};

/** A connection that is not there after so long, milliseconds, is tried anew. */
const opensWithin = 2000;

/**
 * The element works on one request at a time and takes one of each connection in turn. So what was sent on another connection, also one
 * that broke, may still be carried out later than what is sent now; but not later than as many requests, one after the other, as may be on the way.
 */
export function ctrlConnection({ host, port, window, silenceMs }: CtrlOptions): CtrlConnection {
  let opening: Promise<Open> | undefined;
  let closed = false;
  let settling: Promise<void> | undefined;
  let nextSettling: Promise<void> | undefined;

  async function open(signal: AbortSignal): Promise<Open> {
    opening ??= begin();
    return ended(opening, signal);
  }

  function begin(): Promise<Open> {
    // The end of one that was given up says nothing of the one after it.
    const forget = () => {
      if (opening === own) opening = undefined;
    };
    const own = openNow(forget);
    own.catch(forget);
    return own;
  }

  async function openNow(onClose: () => void): Promise<Open> {
    const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 5_000 });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const tooLong = setTimeout(() => socket.destroy(timedOut()), opensWithin);
    socket.once('connect', resolve).once('error', reject);
    await promise.finally(() => clearTimeout(tooLong));
    const connection: Open = { socket, asked: new Map(), heardAt: 0, nextId: 1, out: [], silenceMs };
    listen(connection, onClose);
    await settleOn(connection, endOf(opensWithin)).catch((error: unknown) => {
      socket.resetAndDestroy();
      throw error;
    });
    return connection;
  }

  function listen(connection: Open, onClose: () => void): void {
    const { socket, asked } = connection;
    const read = frameReader();
    let reason: Error | undefined;
    socket.on('data', (piece) => {
      connection.heardAt = performance.now();
      try {
        for (const text of read(piece)) hear(connection, text);
      } catch (error) {
        reason = error instanceof Error ? error : new Error(String(error));
        socket.resetAndDestroy();
      }
    });
    socket.on('error', (error) => {
      reason = error;
    });
    socket.on('close', () => {
      onClose();
      for (const { answer } of asked.values()) answer.reject(broken(reason));
      asked.clear();
    });
  }

  async function settleOn(connection: Open, signal: AbortSignal): Promise<void> {
    for (let turn = 0; turn <= window; turn += 1)
      await send(connection, 'GET', 'subscriber.by-imsi-000000000000000.info', signal);
  }

  return {
    ask: async (request, signal) => {
      if (closed) throw new Error('the connector is closed');
      signal.throwIfAborted();
      const connection = await open(signal);
      const [verb = '', ...rest] = request.split(' ');
      return send(connection, verb, rest.join(' '), signal);
    },
    settle: (signal) => {
      // One for all who ask before it has begun.
      nextSettling ??= (settling ?? Promise.resolve()).then(async () => {
        settling = nextSettling?.catch(() => {});
        nextSettling = undefined;
        const limit = endOf(opensWithin);
        return settleOn(await open(limit), limit);
      });
      return ended(nextSettling, signal);
    },
    close: () => {
      closed = true;
      void opening?.then(({ socket }) => socket.end()).catch(() => {});
    },
  };
}

function send(connection: Open, verb: string, rest: string, signal: AbortSignal): Promise<CtrlAnswer> {
  const id = String(connection.nextId);
  connection.nextId = (connection.nextId % 1_000_000) + 1;
  const answer = Promise.withResolvers<CtrlAnswer>();
  const frame = ctrlFrame(`${verb} ${id} ${rest}`);
  if (connection.socket.destroyed) throw broken();
  connection.asked.set(id, { answer, since: performance.now() });
  // What is asked in the same turn of the event loop travels together.
  if (connection.out.push(frame) === 1)
    setImmediate(() => connection.socket.write(Buffer.concat(connection.out.splice(0))));
  const giveUp = () => {
    answer.reject(signal.reason);
    const { since } = connection.asked.get(id) ?? { since: 0 };
    const silentFor = performance.now() - Math.max(since, connection.heardAt);
    // What still lies on the way to an element that hangs must not be carried out later: a connection that is ended would deliver it.
    if (silentFor > connection.silenceMs) connection.socket.resetAndDestroy();
  };
  signal.addEventListener('abort', giveUp, { once: true });
  return answer.promise.finally(() => signal.removeEventListener('abort', giveUp));
}

/** Finds whose answer it is. What nobody waits for (a late answer, one given twice, a TRAP) is not heard; nonsense breaks the connection. */
function hear({ asked }: Open, text: string): void {
  const [verb = '', id = '', ...rest] = text.split(' ');
  if (verb === 'TRAP') return;
  if (!['GET_REPLY', 'SET_REPLY', 'ERROR'].includes(verb) || !/^\d+$/.test(id))
    throw Object.assign(new Error(`the CTRL interface said ${JSON.stringify(text.slice(0, 80))}`), {
      code: 'ECONNABORTED',
    });
  const waiting = asked.get(id);
  asked.delete(id);
  waiting?.answer.resolve(verb === 'ERROR' ? { error: rest.join(' ') } : { value: rest.slice(1).join(' ') });
}

/** The promise, or the end of the signal if that comes first. */
async function ended<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', giveUp));
}

/** A signal that ends after so many milliseconds, as an element that does not answer. */
function endOf(ms: number): AbortSignal {
  const giveUp = new AbortController();
  setTimeout(() => giveUp.abort(timedOut()), ms).unref();
  return giveUp.signal;
}

function timedOut(): Error {
  return Object.assign(new Error('the CTRL interface does not answer'), { code: 'ETIMEDOUT' });
}

function broken(cause?: Error): Error {
  return Object.assign(new Error('the connection to the CTRL interface broke', { cause }), {
    code: 'ECONNRESET',
  });
}
