import type { Call } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import type { NotificationKind, NotificationValues } from './sentences.ts';
import { addNotification } from './store.ts';

/** What the bell is to tell one person. `target` is a path without language (`/orders/<id>`). */
type NewNotification = {
  organisationId: string;
  personId: string;
  kind: NotificationKind;
  values: NotificationValues;
  target: string | null;
};

/** Puts a notification under a person's bell in the caller's transaction, and lets his open pages know when it commits. */
export async function notify(call: Call, notification: NewNotification): Promise<void> {
  const { organisationId, personId } = notification;
  const id = await addNotification(call, notification);
  await announce(call, { organisationId, personId, topic: 'notification', ids: [id] });
}
