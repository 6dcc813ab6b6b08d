import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import type { DB } from '../tables.ts';
import { passwordLength } from './contract.ts';
import { sessionCookie, sessionRules } from './session.ts';

export type Identity = {
  /** Compares the password and, when it is right, begins a session; null when wrong. Takes as long for an unknown account. */
  enter(attempt: Attempt): Promise<Entered | null>;
};
type Attempt = { email: string; password: string; ip: string | null; userAgent: string | null };
export type Entered = { personId: string; setCookie: string };

// The library reads the remote address from a header. The headers it is given are made here, so nobody can forge this one.
const addressHeader = 'x-sign-in-address';

/** better-auth on our database: it compares passwords, makes sessions and signs their cookie. It never sees a request. */
export function createIdentity(parts: {
  db: Kysely<DB>;
  clock: Clock;
  secret: string;
  publicUrl: string;
}): Identity {
  const auth = betterAuth({
    appName: 'Flottille',
    baseURL: parts.publicUrl,
    secret: parts.secret,
    database: { db: parts.db, type: 'postgres', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    user: {
      modelName: 'sign_in_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sign_in_session',
      fields: {
        userId: 'person_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        expiresAt: 'expires_at',
        ipAddress: 'ip',
        userAgent: 'user_agent',
      },
      // The age of the cookie; when the session itself ends is set below and moved on by authenticate().
      expiresIn: sessionRules.longest / 1000,
    },
    account: {
      modelName: 'sign_in_credential',
      fields: {
        userId: 'person_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: dated(session, parts.clock) }) } },
    },
    advanced: {
      cookies: { session_token: { name: sessionCookie } },
      // Without this the name would get a prefix; the flag itself follows the address of the portal.
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: parts.publicUrl.startsWith('https:'),
      },
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
      // The tables are our migration; users are a view and the tables of unused features do not exist.
      database: { generateId: newId, validateSchema: false },
    },
    // Slowing down is ours (throttle.ts), and so is the log.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
  return {
    async enter({ email, password, ip, userAgent }) {
      const headers = new Headers({
        [addressHeader]: ip ?? '',
        'user-agent': userAgent?.slice(0, 500) ?? '',
      });
      try {
        const entered = await auth.api.signInEmail({
          body: { email, password },
          headers,
          returnHeaders: true,
        });
        const setCookie = entered.headers.get('set-cookie');
        if (!setCookie) throw new Error('better-auth began a session without a cookie');
        return { personId: entered.response.user.id, setCookie };
      } catch (error) {
        if (error instanceof APIError && (error.statusCode === 401 || error.statusCode === 400)) return null;
        throw error;
      }
    },
  };
}

function dated<S>(session: S, clock: Clock): S & { createdAt: Date; updatedAt: Date; expiresAt: Date } {
  const now = clock.now();
  return {
    ...session,
    createdAt: now,
    updatedAt: now,
    expiresAt: new Date(now.getTime() + sessionRules.idle),
  };
}
