import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Actor, Call } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { DB } from '../tables.ts';
import { admitReset, sendReset } from './ask-reset.ts';
import { authenticator } from './authenticate.ts';
import type { ForgotPassword, ResetPassword, SignIn as Credentials } from './contract.ts';
import { endSession } from './end-session.ts';
import { enterWithPassword } from './enter-with-password.ts';
import { createIdentity } from './identity.ts';
import { resetPassword } from './reset-password.ts';
import { endedCookie, sessionToken } from './session.ts';

export { signInRoutes } from './routes.ts';
export { createAccount } from './set-password.ts';
export { sweepSignIn } from './jobs.ts';

export type SignInParts = {
  db: Kysely<DB>;
  pool: Pool;
  clock: Clock;
  /** AUTH_SECRET: signs the sessions' cookies. A new one signs everybody out. */
  secret: string;
  /** Scheme and host the portal is reached under; with https the cookie is sent over https only. */
  publicUrl: string;
  /** Told of what fails after the answer has gone. */
  onDefect(error: unknown, call: Call): void;
};

export type SignIn = {
  /** Who sends this request. */
  authenticate: (request: Request) => Promise<Actor>;
  enter(call: Call, credentials: Credentials, request: Request): ReturnType<typeof enterWithPassword>;
  /** Ends the session of this request; returns the header that drops its cookie. */
  leave(call: Call, request: Request): Promise<string>;
  endedCookie: string;
  /** Answers at once, whether the account exists or not; the mail is written after that. */
  forgot(call: Call, asked: ForgotPassword): Promise<void>;
  reset(call: Call, reset: ResetPassword): Promise<void>;
  /** Resolves when nothing is under way behind an answer: before the database is closed. */
  settled(): Promise<void>;
};

/** Sign-in with all it needs, once per process. */
export function createSignIn(parts: SignInParts): SignIn {
  const { secret } = parts;
  const identity = createIdentity(parts);
  const ended = endedCookie(parts.publicUrl.startsWith('https:'));
  const underWay = new Set<Promise<void>>();
  return {
    authenticate: authenticator(parts),
    enter: (call, credentials, request) =>
      enterWithPassword(call, credentials, { identity, secret, request }),
    async leave(call, request) {
      const token = sessionToken(request, secret);
      if (token) await endSession(call, token);
      return ended;
    },
    endedCookie: ended,
    async forgot(call, asked) {
      await admitReset(call, asked.email, secret);
      const work = sendReset(call, asked, secret)
        .catch((error: unknown) => parts.onDefect(error, call))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    reset: (call, reset) => resetPassword(call, reset, secret),
    async settled() {
      await Promise.all(underWay);
    },
  };
}
