import type { Call, Person } from '../platform/call.ts';
import type { Texts } from '../platform/texts.ts';
import type { NotificationList } from './contract.ts';
import { type NotificationValues, sentenceOf } from './sentences.ts';
import { countUnread, newestNotifications } from './store.ts';

const shown = 50;
const countedAtMost = 1000;

/** What the bell of this person shows, newest first, in the given language. */
export async function listNotifications(call: Call<Person>, texts: Texts): Promise<NotificationList> {
  const [newest, unread] = await Promise.all([
    newestNotifications(call.db, call.actor, shown),
    countUnread(call.db, call.actor, countedAtMost),
  ]);
  return {
    unread,
    notifications: newest.map(({ id, kind, values, target, createdAt, readAt }) => ({
      id,
      kind,
      // Written by notify only.
      sentence: sentenceOf(texts, kind, values as NotificationValues),
      target,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    })),
  };
}
