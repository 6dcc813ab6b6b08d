import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Locale, type Person, type Staff } from '../platform/call.ts';
import { updateLocale } from './store.ts';

/** The language in which he is written to, and in which the portal opens. Choosing the one he has changes nothing. */
export async function chooseLocale(caller: Call<Person | Staff>, locale: Locale): Promise<void> {
  await inTransaction(caller, async (call) => {
    const before = await updateLocale(call.db, call.actor.personId, locale);
    if (before === locale) return;
    await record(call, {
      action: 'person.locale-chosen',
      targetKind: 'person',
      targetId: call.actor.personId,
      before: { locale: before },
      after: { locale },
    });
  });
}
