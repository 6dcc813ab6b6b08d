import { pino } from 'pino';
import { accessRefusalRecorder } from '../server/audit/audit.ts';
import {
  createOrganisation,
  enterpriseNumber,
  organisationsRoutes,
} from '../server/organisations/organisations.ts';
import type { Call } from '../server/platform/call.ts';
import { settableClock } from '../server/platform/clock.ts';
import { createApp } from '../server/platform/http/app.ts';
import { newId } from '../server/platform/id.ts';
import { createAccount, createSignIn, signInRoutes } from '../server/sign-in/sign-in.ts';
import type { TestDatabase } from './database.ts';

export const rightPassword = 'correct horse battery';
export const secret = 'a secret of the tests that is long enough';

/** The portal with nothing but sign-in, on a clock that stands still; requests come from the address they name. */
export function signInPortal(
  { db, pool }: TestDatabase,
  options: { publicUrl?: string; mixedSelection?: boolean } = {},
) {
  const clock = settableClock(new Date('2022-06-13T13:28:00Z'));
  const defects: unknown[] = [];
  const publicUrl = options.publicUrl ?? 'http://portal.test';
  const signIn = createSignIn({
    db,
    pool,
    clock,
    secret,
    publicUrl,
    onDefect: (error) => defects.push(error),
  });
  const allowed = { mixedSelection: options.mixedSelection ?? false };
  const app = createApp(
    {
      db,
      clock,
      log: pino({ level: 'silent' }),
      publicOrigin: publicUrl,
      trustProxy: true,
      authenticate: signIn.authenticate,
      onAccessRefused: accessRefusalRecorder(),
      onAnswer: () => {},
    },
    [...organisationsRoutes(allowed), ...signInRoutes(signIn, allowed)],
  );
  const system = (): Call => ({
    db,
    actor: { kind: 'system', name: 'test' },
    now: clock.now(),
    requestId: newId(),
    ip: null,
  });
  let companies = 0;

  return {
    clock,
    signIn,
    defects,
    system,

    /** Sends JSON as the portal's own pages do. */
    async send(
      method: string,
      path: string,
      body?: object,
      from: { ip?: string; cookie?: string; headers?: object } = {},
    ) {
      return app.request(path, {
        method,
        headers: {
          'x-forwarded-for': from.ip ?? '192.0.2.1',
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(from.cookie ? { cookie: from.cookie } : {}),
          ...from.headers,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    },

    /** A person of a company of his own who can sign in with `rightPassword`. */
    async person(values: { disabled?: boolean; locale?: 'fr' | 'nl' | 'en' | 'de' } = {}) {
      companies += 1;
      const organisationId = await createOrganisation(system(), {
        name: `Company ${companies}`,
        enterpriseNumber: enterpriseNumber(`0${String(5_000_000 + companies)}`),
        locale: 'fr',
      });
      const email = `marie.${companies}@example.test`;
      const id = await createAccount(system(), {
        organisationId,
        role: 'manager',
        email,
        firstName: 'Marie',
        lastName: 'Dupont',
        locale: values.locale ?? 'fr',
        password: rightPassword,
      });
      return { id, email, organisationId };
    },
  };
}

/** The `name=value` of the session cookie that an answer sets. */
export function cookieOf(response: Response): string {
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  return cookie;
}
