import type { Call } from '../platform/call.ts';
import type { Refusal } from '../platform/refusal.ts';
import { record } from './record-entry.ts';

/** Entries a minute of one person, or of one address when nobody is signed in; what is above is in the log only. */
const mostPerMinute = { person: 60, anonymous: 10 };

/**
 * Makes the hearer of refused access (401, 403, 404): it writes `access.refused` with the address asked for and the code.
 * Limited per asker, so that a program that knocks all night fills the log, not the audit.
 */
export function accessRefusalRecorder(): (call: Call, refusal: Refusal, path: string) => Promise<void> {
  let minute = 0;
  let counts = new Map<string, number>();
  return async (call, refusal, path) => {
    if (isNoAccessAttempt(call, refusal, path)) return;
    const current = Math.floor(call.now.getTime() / 60_000);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const known = 'personId' in call.actor;
    const asker = 'personId' in call.actor ? call.actor.personId : `address ${call.ip}`;
    const count = (counts.get(asker) ?? 0) + 1;
    counts.set(asker, count);
    if (count > (known ? mostPerMinute.person : mostPerMinute.anonymous)) return;
    await record(call, {
      action: 'access.refused',
      targetKind: 'path',
      targetId: path.slice(0, 500),
      after: { status: refusal.status, code: refusal.code },
    });
  };
}

/** A wrong password has its own entry, and a page that asks whether somebody is signed in reaches for nothing. */
function isNoAccessAttempt(call: Call, refusal: Refusal, path: string): boolean {
  return refusal.code === 'wrong-credentials' || (call.actor.kind === 'anonymous' && path === '/api/me');
}
