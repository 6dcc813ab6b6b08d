import { sayFailure } from '../exports/exports.ts';
import { notify } from '../notifications/notifications.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { queueMail } from '../platform/mail/mail.ts';
import type { Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import { stoppedLetter } from './emails.ts';
import type { StoredSchedule } from './schedule-store.ts';

/** Tells a person that a schedule of his was stopped, and why: under the bell, and by mail if he may still sign in (`theirs`). */
export async function tellStopped(
  call: Call,
  { id, organisationId, personId, viewName }: StoredSchedule,
  why: Refusal,
  theirs: Call<Person> | null,
): Promise<void> {
  const values = { name: viewName, rows: 0 };
  await notify(call, { organisationId, personId, kind: 'schedule-stopped', values, target: '/exports' });
  if (!theirs) return;
  const { email, locale } = theirs.actor;
  await queueMail(call, {
    dedupeKey: `schedule-stopped:${id}:${newId()}`,
    organisationId,
    recipient: email,
    locale,
    letter: stoppedLetter(texts(locale), viewName, sayFailure(locale, why).sentence),
  });
}
