import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { markRead } from './store.ts';

/** Marks this person's notifications as read, also on his other pages; ids of others' are as if they did not exist. */
export async function readNotifications(call: Call<Person>, ids: string[] | 'all'): Promise<void> {
  await inTransaction(call, async (inside) => {
    const { organisationId, personId } = inside.actor;
    const marked = await markRead(inside.db, inside.actor, ids, inside.now);
    if (marked.length > 0) {
      await announce(inside, { organisationId, personId, topic: 'notification', ids: marked });
    }
  });
}
