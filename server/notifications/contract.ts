import { z } from 'zod';

/** What the bell shows. */
export const notificationSchema = z
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

/**
 * Names of the server-sent events of GET /api/events; `data` is JSON. A hearer fetches anew what the event names; it never
 * carries content, so that it cannot show what a person may not see.
 */
export const liveTopics = ['order', 'line', 'notification', 'catalogue'] as const;
export const liveEventSchema = z
  .object({ topic: z.enum(liveTopics), ids: z.array(z.string()) })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEventSchema>;
