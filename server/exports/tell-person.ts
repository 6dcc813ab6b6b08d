import { notify } from '../notifications/notifications.ts';
import type { Call, Person } from '../platform/call.ts';
import { type Letter, queueMail } from '../platform/mail/mail.ts';
import { texts } from '../platform/texts.ts';
import { failedLetter, readyLetter, type WrittenExport } from './emails.ts';
import type { KeptFailure } from './export-store.ts';
import type { TakenExport } from './write-store.ts';

const target = '/exports';

/** Tells the person under his bell and by mail, in his language, that his file is there. The mail leads to the page: it holds no file and no key. */
export async function tellReady(
  call: Call<Person>,
  taken: TakenExport,
  written: WrittenExport,
): Promise<void> {
  const { name, scheduleId } = taken;
  const { rows } = written;
  await ring(call, name === null ? 'export-ready' : 'view-export-ready', { name: name ?? '', rows });
  await send(call, taken, readyLetter(texts(call.actor.locale), name, written, scheduleId !== null));
}

/** Tells him that there will be no file, and why. */
export async function tellFailed(
  call: Call<Person>,
  taken: TakenExport,
  failure: KeptFailure,
): Promise<void> {
  const { name } = taken;
  const spoken = texts(call.actor.locale);
  await ring(call, name === null ? 'export-failed' : 'view-export-failed', { name: name ?? '', rows: 0 });
  const { code, message, values } = failure;
  await send(call, taken, failedLetter(spoken, name, spoken.t({ id: `refusal.${code}`, message, values })));
}

async function ring(
  call: Call<Person>,
  kind: Parameters<typeof notify>[1]['kind'],
  values: { name: string; rows: number },
): Promise<void> {
  const { organisationId, personId } = call.actor;
  await notify(call, { organisationId, personId, kind, values, target });
}

/** One mail an attempt that ended: a retry ends again. */
async function send(call: Call<Person>, { id, attempt }: TakenExport, letter: Letter): Promise<void> {
  const { organisationId, email, locale } = call.actor;
  await queueMail(call, {
    dedupeKey: `export-ended:${id}:${attempt}`,
    organisationId,
    recipient: email,
    locale,
    letter,
  });
}
