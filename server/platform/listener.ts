import { Client } from 'pg';

/** What pino's logger is, as far as it is used here. */
type Log = { warn(fields: object, message: string): void };

/** Hears what transactions of any process tell by `pg_notify`. */
export type Listener = {
  /** Calls `hear` with each message of the channel, surely from the next `ready` on; returns how to stop. */
  on(channel: string, hear: (payload: string) => void): () => void;
  /** Until then a message of a channel that is new to this listener may be missed. */
  ready(): Promise<void>;
  /** Calls `hear` each time the connection is back after a break: what was told meanwhile is lost. */
  onGap(hear: () => void): void;
  stop(): Promise<void>;
};

const pingEvery = 30_000;
const pingLimit = 10_000;

/**
 * Opens the one connection on which this process listens, and opens it again whenever it breaks. Not from the pool: a
 * listening connection is never given back, and PgBouncer in transaction mode must be gone around (`url`).
 */
export async function startListener({ url, log }: { url: string; log: Log }): Promise<Listener> {
  const hearers = new Map<string, Set<(payload: string) => void>>();
  const gapHearers: (() => void)[] = [];
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let ping: NodeJS.Timeout | undefined;
  let failures = 0;
  let listening: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function connect(): Promise<void> {
    const fresh = new Client({
      connectionString: url,
      application_name: 'flottille-listener',
      connectionTimeoutMillis: 10_000,
      query_timeout: pingLimit,
      keepAlive: true,
    });
    fresh.on('error', () => lost(fresh));
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', ({ channel, payload }) => {
      for (const hear of hearers.get(channel) ?? []) hear(payload ?? '');
    });
    client = fresh;
    try {
      await fresh.connect();
      for (const channel of hearers.keys()) await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
    } catch {
      lost(fresh);
      return;
    }
    const wasLost = failures > 0;
    failures = 0;
    // A peer that vanished without a word is noticed by asking, not by waiting.
    ping = setInterval(() => void fresh.query('SELECT 1').catch(() => lost(fresh)), pingEvery);
    ping.unref();
    if (wasLost) for (const hear of gapHearers) hear();
  }

  function lost(broken: Client): void {
    if (client !== broken || stopped) return;
    client = undefined;
    clearInterval(ping);
    void broken.end().catch(() => {});
    failures += 1;
    if (failures === 1) log.warn({}, 'the listening connection to the database broke; opening it again');
    const pause = Math.min(250 * 2 ** (failures - 1), 10_000);
    retry = setTimeout(() => void connect(), pause * (0.5 + Math.random() / 2));
  }

  async function listenTo(channel: string): Promise<void> {
    const current = client;
    try {
      await current?.query(`LISTEN ${current.escapeIdentifier(channel)}`);
    } catch {
      if (current) lost(current); // opened again with all channels
    }
  }

  await connect();
  return {
    on(channel, hear) {
      const known = hearers.get(channel);
      const all = known ?? new Set();
      hearers.set(channel, all.add(hear));
      if (!known) listening = listening.then(() => listenTo(channel)); // one after the other: pg wants it
      return () => void all.delete(hear);
    },
    async ready() {
      await listening;
    },
    onGap: (hear) => void gapHearers.push(hear),
    async stop() {
      stopped = true;
      clearTimeout(retry);
      clearInterval(ping);
      await client?.end().catch(() => {});
    },
  };
}
