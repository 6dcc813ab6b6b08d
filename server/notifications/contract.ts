import { z } from 'zod';

/** What the bell shows. */
const notificationSchema = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    sentence: z.string().describe('In the language of the request'),
    target: z.string().nullable().describe('Path without language, e.g. /orders/<id>'),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notification' });
export const notificationListSchema = z
  .object({ notifications: z.array(notificationSchema), unread: z.int() })
  .meta({ id: 'NotificationList' });
export type NotificationList = z.infer<typeof notificationListSchema>;

/** POST /api/notifications/read: which of his own a person has read. */
export const readNotificationsSchema = z
  .object({ ids: z.union([z.literal('all'), z.array(z.uuid()).min(1).max(1000)]) })
  .meta({ id: 'ReadNotifications' });

/**
 * A server-sent event of GET /api/events: its name is the topic, its data this as JSON. A hearer fetches anew what the event
 * names; it never carries content, so that it cannot show what a person may not see. `resync`: events were lost, fetch everything
 * anew; a page does the same when its own connection comes back.
 */
export type LiveEvent = {
  topic:
    | 'order'
    | 'line'
    | 'holder'
    | 'notification'
    | 'catalogue'
    | 'fallout'
    | 'drift'
    | 'import'
    | 'export'
    | 'resync';
  /** What changed; empty = many things. */
  ids: string[];
};
