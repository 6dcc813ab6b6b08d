import type { Actor } from '../platform/call.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Live } from '../platform/live.ts';
import { texts } from '../platform/texts.ts';
import { notificationListSchema, readNotificationsSchema } from './contract.ts';
import { listNotifications } from './list-notifications.ts';
import { readNotifications } from './read-notifications.ts';

export type NotificationParts = {
  live: Live;
  /** Who sends this request, asked again while an event stream is open. */
  authenticate(request: Request): Promise<Actor>;
};

const tag = 'Notifications';

export function notificationRoutes(parts: NotificationParts): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/notifications',
        who: 'person',
        tag,
        summary: 'What the bell shows: the newest 50, and how many are unread',
        answer: notificationListSchema,
      },
      (call) => listNotifications(call, texts(call.actor.locale)),
    ),
    route(
      {
        method: 'post',
        path: '/api/notifications/read',
        who: 'person',
        tag,
        summary: 'Mark one’s own notifications as read',
        body: readNotificationsSchema,
        status: 204,
        answer: null,
      },
      async (call, { body }) => {
        await readNotifications(call, body.ids);
        return undefined;
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/events',
        who: 'signed-in',
        tag,
        summary: 'Server-sent events that name what changed (LiveEvent), until the session ends',
        answer: 'stream',
        streams: ['text/event-stream'],
        refusals: ['too-many-streams'],
        perMinute: 120,
      },
      async (call, { request }) => {
        // The request outlives its answer's beginning: only its headers are needed to ask again.
        const again = new Request(request.url, { headers: request.headers });
        return parts.live.open(call.actor, () => parts.authenticate(again));
      },
    ),
  ];
}
