import { record } from '../audit/audit.ts';
import {
  emailAddress,
  findPersonByEmail,
  readActor,
  readSignedInPerson,
  type SignedInPerson,
} from '../organisations/organisations.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import { admitAttempt, releaseAttempt, settleAttempt } from './admit-attempt.ts';
import { attemptKeys } from './attempt-keys.ts';
import type { SignIn as Credentials } from './contract.ts';
import type { Entered, Identity } from './identity.ts';
import { sessionToken } from './session.ts';
import { deleteSession } from './store.ts';
import { countRight, countWrong } from './throttle.ts';

/**
 * Signs a person in: a new session, always with a new token; the one the browser brought along ends. Refuses with 401
 * `wrong-credentials`, the same for a wrong password, an account that does not exist and one that is shut out, or with 429
 * `too-many-attempts` without having looked at the password.
 */
export async function enterWithPassword(
  caller: Call,
  credentials: Credentials,
  tools: { identity: Identity; secret: string; request: Request },
): Promise<{ person: SignedInPerson; setCookie: string }> {
  const email = emailAddress(credentials.email);
  const keys = attemptKeys(tools.secret, email, caller.ip);
  await admitAttempt(caller, keys);
  let entered: Entered | null;
  try {
    const userAgent = tools.request.headers.get('user-agent');
    entered = await tools.identity.enter({ email, password: credentials.password, ip: caller.ip, userAgent });
  } catch (error) {
    await releaseAttempt(caller, keys);
    throw error;
  }
  if (!entered) {
    await inTransaction(caller, async (call) => {
      const counts = await settleAttempt(call, keys, countWrong);
      const person = await findPersonByEmail(call.db, email);
      const entry = person
        ? { organisationId: person.organisation_id, targetKind: 'person', targetId: person.id }
        : { organisationId: null };
      await record(call, { action: 'sign-in.failed', ...entry });
      const until = counts.pair.waitUntil ?? counts.address.waitUntil;
      if (until)
        await record(call, { action: 'sign-in.slowed', ...entry, after: { until: until.toISOString() } });
    });
    throw new Refusal(401, 'wrong-credentials', 'This user name and password do not belong together.');
  }
  const { personId, setCookie } = entered;
  const person = await inTransaction(caller, async (call) => {
    await settleAttempt(call, keys, countRight);
    const brought = sessionToken(tools.request, tools.secret);
    if (brought) await deleteSession(call.db, brought);
    const actor = await readActor(call.db, personId);
    await record(
      { ...call, actor },
      { action: 'sign-in.succeeded', targetKind: 'person', targetId: personId },
    );
    return readSignedInPerson(call.db, personId);
  });
  return { person, setCookie };
}
