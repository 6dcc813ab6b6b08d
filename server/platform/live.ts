import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Call, Person, Staff } from './call.ts';
import type { HeldStream } from './http/answer.ts';
import type { Listener } from './listener.ts';
import { type LiveStream, liveStream } from './live-stream.ts';
import { Refusal } from './refusal.ts';

/** Something changed that pages may be showing. Carries no content: who hears it fetches what he may see. */
export type Announcement = {
  /** null = of no customer: the operator's staff hear it. */
  organisationId: string | null;
  /** Only this person's pages hear it; absent = all of the organisation. */
  personId?: string | undefined;
  /** Name of the event; `access` is not told but makes the person's pages prove that he is still signed in. */
  topic: string;
  /** What changed; empty = many things. */
  ids: string[];
};

const liveChannel = 'flottille_live';

/** More than this many ids are told as "many": a notification of PostgreSQL holds less than 8000 bytes. */
const mostIds = 100;

/** Tells all processes, when the caller's transaction commits and not otherwise, that something changed. */
export async function announce(call: Call, announcement: Announcement): Promise<void> {
  const { organisationId, personId, topic, ids } = announcement;
  const payload = JSON.stringify({ organisationId, personId, topic, ids: ids.length > mostIds ? [] : ids });
  await sql`SELECT pg_notify(${liveChannel}, ${payload})`.execute(call.db);
}

/** Tells the open pages of the operator's staff, when the caller's transaction commits, that something of theirs changed. */
export async function announceToStaff(call: Call, topic: string): Promise<void> {
  await announce(call, { organisationId: null, topic, ids: [] });
}

const announcementSchema = z.object({
  organisationId: z.string().nullable(),
  personId: z.string().optional(),
  topic: z.string().regex(/^[a-z-]+$/),
  ids: z.array(z.string()),
});

export type Live = {
  /** Streams to a page what concerns this person, until he is no longer signed in. `recheck` says who he is now. */
  open(person: Person | Staff, recheck: () => Promise<Actor>): HeldStream;
  /** Open streams of this process. */
  count(): number;
  /** Ends all streams; their pages connect again, to another process or later. */
  stop(): void;
};

type Hearer = { person: Person | Staff; recheck: () => Promise<Actor>; stream: LiveStream };

const beatEvery = 15_000;
const recheckEvery = 60_000;
const mostPerPerson = 12;
/** Milliseconds for which news is told to streams that open later. A page asks for its data before its stream stands: what is said in between would reach nobody. */
const keepsNewsFor = 30_000;

/** Hears the announcements of all processes and passes on to each open page what concerns it. */
export async function startLive({ listener }: { listener: Listener }): Promise<Live> {
  const hearers = new Set<Hearer>();
  const news = recentNews();

  const silence = listener.on(liveChannel, (payload) => {
    const announcement = announcementSchema.safeParse(parse(payload)).data;
    if (!announcement) return;
    news.keep(announcement);
    for (const hearer of hearers) hear(hearer, announcement);
  });
  listener.onGap(() => {
    news.beginAnew();
    for (const { stream } of hearers) stream.tell('resync', []);
  });
  const beats = setInterval(() => {
    news.forgetOld();
    for (const { stream } of hearers) stream.beat();
  }, beatEvery);
  beats.unref();
  await listener.ready();

  return {
    open(person, recheck) {
      const open = [...hearers].filter((hearer) => hearer.person.personId === person.personId).length;
      if (open >= mostPerPerson) {
        throw new Refusal(429, 'too-many-streams', 'You have too many pages open. Close some of them.');
      }
      const checks = setInterval(() => void check(hearer), recheckEvery);
      checks.unref();
      const hearer: Hearer = {
        person,
        recheck,
        stream: liveStream(() => {
          clearInterval(checks);
          hearers.delete(hearer);
        }),
      };
      hearers.add(hearer);
      news.tellTo(hearer);
      return { body: hearer.stream.body, headers: streamHeaders };
    },
    count: () => hearers.size,
    stop() {
      silence();
      clearInterval(beats);
      for (const { stream } of hearers) stream.close();
    },
  };
}

const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  // nginx would hold events back until its buffer is full
  'x-accel-buffering': 'no',
};

/** What was announced in the last seconds: of each kind only that it happened, and when. */
function recentNews() {
  const kept = new Map<string, { at: number; announcement: Announcement }>();
  let missedAt = -Infinity;

  return {
    keep(announcement: Announcement): void {
      const { organisationId, personId, topic } = announcement;
      kept.set(JSON.stringify([organisationId, personId, topic]), {
        at: performance.now(),
        announcement: { ...announcement, ids: [] },
      });
    },
    tellTo(hearer: Hearer): void {
      const since = performance.now() - keepsNewsFor;
      if (missedAt > since) hearer.stream.tell('resync', []);
      else for (const { at, announcement } of kept.values()) if (at > since) hear(hearer, announcement);
    },
    forgetOld(): void {
      const since = performance.now() - keepsNewsFor;
      for (const [key, { at }] of kept) if (at <= since) kept.delete(key);
    },
    /** Something was not heard: who opens a stream in the next seconds is told to fetch all. */
    beginAnew(): void {
      missedAt = performance.now();
      kept.clear();
    },
  };
}

function hear(hearer: Hearer, { organisationId, personId, topic, ids }: Announcement): void {
  const { person, stream } = hearer;
  if (personId !== undefined) {
    if (personId !== person.personId) return;
    if (topic === 'access') void check(hearer);
    else stream.tell(topic, ids);
    return;
  }
  if (person.kind === 'staff') {
    if (organisationId === null) stream.tell(topic, ids);
    return;
  }
  if (person.organisationId !== organisationId) return;
  // One who sees some customer numbers only is not told the ids of what belongs to the others.
  stream.tell(topic, person.billingAccountIds === null ? ids : []);
}

/** Ends the stream of who has signed out; takes over what he may see now. */
async function check(hearer: Hearer): Promise<void> {
  let actor: Actor;
  try {
    actor = await hearer.recheck();
  } catch {
    return; // the database is away for a moment: the next check tells
  }
  if ('personId' in actor && actor.personId === hearer.person.personId) hearer.person = actor;
  else hearer.stream.close();
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined; // another program's message on our channel
  }
}
