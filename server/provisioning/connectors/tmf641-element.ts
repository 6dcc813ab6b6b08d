import { z } from 'zod';
import { StartFailure } from '../../platform/start-failure.ts';
import type { Tmf641Options } from './tmf641.ts';
import { ossIdentities, ossRefusals, ossServices } from './tmf641-services.ts';
import type { Credentials } from './tmf641-token.ts';

const url = (error: string) =>
  z
    .string({ error })
    .refine((value) => /^https?:\/\/[^\s@]+$/.test(value) && URL.canParse(value), { error })
    .transform((value) => value.replace(/\/+$/, ''));
const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, {
  error: 'must be the name of an environment variable, like OSS_TOKEN; the secret itself is not written here',
});

const oauth2 = z.strictObject({
  tokenUrl: url('must be the address of the token server, like https://login.example.be/token'),
  clientId: variable,
  clientSecret: variable,
  scope: z.string().optional(),
});

/** What the network file says of an OSS that takes service orders, beside its name, kind and limits. */
export const ossFields = {
  address: url(
    'must be the address of its API with the version, like https://oss.example.be/tmf-api/serviceOrdering/v4',
  ),
  /** Absent: it does not ask who speaks to it. */
  credentials: z
    .union([z.strictObject({ bearer: variable }), z.strictObject({ oauth2 })], {
      error: 'must be { bearer: NAME } or { oauth2: { tokenUrl, clientId, clientSecret } }',
    })
    .optional(),
  /** The variable with the secret by which its notifications are known; absent: it is asked, and never tells. */
  notifications: variable.optional(),
  lookAgainSeconds: z.int().min(1).max(86_400).optional(),
  /** The service specification that stands for a SIM itself. */
  subscription: z.string().min(1).optional(),
  identities: ossIdentities,
  refusals: ossRefusals.default({}),
  services: ossServices,
};
const ossElement = z.object(ossFields);
export type OssElement = z.infer<typeof ossElement>;

/** A variable of the environment; null when it is absent or empty. */
export type Secrets = (name: string) => string | null;

/** What a connector to this OSS needs. A StartFailure names a variable that is missing. */
export function tmf641Options(element: OssElement & { name: string }, secrets: Secrets): Tmf641Options {
  const { address, services, identities, refusals, subscription = null, lookAgainSeconds } = element;
  return {
    address,
    credentials: credentialsOf(element, secrets),
    words: { services, identities, subscription, refusals },
    ...(lookAgainSeconds && { lookAgainMs: lookAgainSeconds * 1_000 }),
  };
}

function credentialsOf({ name, credentials }: OssElement & { name: string }, secrets: Secrets): Credentials {
  if (!credentials) return { kind: 'none' };
  const secret = (variableName: string) => neededSecret(name, variableName, secrets);
  if ('bearer' in credentials) return { kind: 'bearer', token: secret(credentials.bearer) };
  const { tokenUrl, clientId, clientSecret, scope = null } = credentials.oauth2;
  return { kind: 'oauth2', tokenUrl, clientId: secret(clientId), clientSecret: secret(clientSecret), scope };
}

/** The value of a variable that the network file names for an element; a StartFailure when it is not set. */
export function neededSecret(element: string, variableName: string, secrets: Secrets): string {
  const value = secrets(variableName);
  if (value === null)
    throw new StartFailure(
      `The network file names the variable ${variableName} for the element ${element}, and it is not set.`,
    );
  return value;
}
