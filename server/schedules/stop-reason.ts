import { Refusal } from '../platform/refusal.ts';
import type { StoredSchedule } from './schedule-store.ts';

type StopReason = NonNullable<StoredSchedule['stoppedFor']>;

/** Why the portal has stopped a schedule, and why it does not go on as it is. */
export function whyStopped(reason: StopReason): Refusal {
  switch (reason) {
    case 'view-gone':
      return new Refusal(409, 'schedule-view-gone', 'The view was removed. Choose another one.');
    case 'view-closed':
      return new Refusal(
        409,
        'schedule-view-closed',
        'The view is not shared any more, or names customer numbers that you may not see. Choose another one.',
      );
    default:
      return new Refusal(
        409,
        'schedule-shut-out',
        'You could not sign in when it was due. It can go on now.',
      );
  }
}
