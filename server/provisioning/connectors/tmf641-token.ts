import { z } from 'zod';
import { NoAnswer } from '../outcome.ts';
import { readJson } from './tmf641-body.ts';

/** How an OSS knows who asks: a token that does not change, tokens that an OAuth 2.0 server gives out, or not at all. */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'bearer'; token: string }
  | { kind: 'oauth2'; tokenUrl: string; clientId: string; clientSecret: string; scope: string | null };

/** Gives the Authorization header. `forget` drops a token that was refused, so that the next is a new one. */
export type TokenKeeper = {
  header(): Promise<Record<string, string>>;
  /** Whether there is a reason to try again with a new one. */
  forget(): boolean;
};

const grant = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().optional() });
/** A token is renewed so long before its end: a call may take a while. */
const earlyMs = 30_000;
const mostMs = 10_000;

/** Keeps one token for all calls and asks for the next when it ends. What goes wrong never names a token or a secret. */
export function tokenKeeper(credentials: Credentials, now: () => number = Date.now): TokenKeeper {
  let token: Token | null = null;
  let asking: Promise<Token> | null = null;
  if (credentials.kind === 'none') return { header: () => Promise.resolve({}), forget: () => false };
  if (credentials.kind === 'bearer')
    return {
      header: () => Promise.resolve({ authorization: `Bearer ${credentials.token}` }),
      forget: () => false,
    };

  return {
    header: async () => {
      if (!token || token.until <= now()) {
        // One asks for all who wait; a failure is everybody's, and the next one asks anew.
        asking ??= askForToken(credentials, now).finally(() => {
          asking = null;
        });
        token = await asking;
      }
      return { authorization: `Bearer ${token.value}` };
    },
    forget: () => {
      token = null;
      return true;
    },
  };
}

type Token = { value: string; until: number };

/** RFC 6749 §4.4: client credentials, with HTTP Basic as §2.3.1 says. */
async function askForToken(
  { tokenUrl, clientId, clientSecret, scope }: Credentials & { kind: 'oauth2' },
  now: () => number,
): Promise<Token> {
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const response = await fetch(tokenUrl, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(mostMs),
    headers: { authorization: `Basic ${basic.toString('base64')}`, accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }),
  });
  const given = grant.safeParse(await readJson(response, 65_536));
  if (!response.ok || !given.success)
    throw new NoAnswer(`the token server gave no token (status ${response.status})`);
  const { access_token: value, expires_in: seconds = 300 } = given.data;
  return { value, until: now() + Math.max(1_000, seconds * 1_000 - earlyMs) };
}
