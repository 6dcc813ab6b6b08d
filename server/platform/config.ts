import { z } from 'zod';
import { StartFailure } from './start-failure.ts';
import { type TracingConfig, tracingMust, tracingOf, tracingVariables } from './tracing-config.ts';

const onOff = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const wholeNumber = (from: number, to: number) => z.coerce.number().int().min(from).max(to);
const isAddress = (value: string, protocols: string[]) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);
const address = (...protocols: string[]) => z.string().refine((value) => isAddress(value, protocols));
const orNull = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null);

const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: orNull(
    z
      .string()
      .refine((value) => isAddress(value, ['http:', 'https:']) && new URL(value).pathname === '/')
      .transform((value) => new URL(value).origin),
  ),
  TRUST_PROXY: onOff.default(false),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: orNull(address('postgres:', 'postgresql:')),
  POOL_SIZE: wholeNumber(2, 500).default(10),
  ROLES: z
    .string()
    .transform((value) => value.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(['web', 'worker'])))
    .default(['web', 'worker']),
  DEMO: onOff.optional(),
  AUTH_SECRET: orNull(z.string().min(32)),
  SMTP_URL: orNull(address('smtp:', 'smtps:')),
  MAIL_FROM: orNull(z.string().regex(/^([^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SIMULATOR_LATENCY_MS: wholeNumber(0, 60_000).default(400),
  NETWORK_FILE: orNull(z.string()),
  MIXED_SELECTION: onOff.default(false),
  ...tracingVariables,
});

type Name = keyof typeof variables.shape;

/** What each variable must be, in words for the person who sets it. docs/operate/configuration.md says what for. */
const must: Record<Name, string> = {
  PORT: 'a port number from 0 to 65535',
  HOST: 'a host name or IP address to listen on',
  PUBLIC_URL: 'the address people open, like https://fleet.example.be, without a path',
  TRUST_PROXY: '0 or 1',
  DATA_DIR: 'a folder',
  DATABASE_URL: 'the address of a PostgreSQL database, like postgres://user:password@host:5432/database',
  POOL_SIZE: 'a number of connections from 2 to 500',
  ROLES: 'web, worker, or both with a comma between',
  DEMO: '0 or 1',
  AUTH_SECRET: 'a secret of at least 32 characters',
  SMTP_URL: 'the address of a mail server, like smtps://user:password@host:465',
  MAIL_FROM: 'a sender, like "Fleet <fleet@example.be>"',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace and silent',
  SIMULATOR_LATENCY_MS: 'a number of milliseconds from 0 to 60000',
  NETWORK_FILE: 'the path of a network file',
  MIXED_SELECTION: '0 or 1',
  ...tracingMust,
};

/** Every variable that is read, for the check that the documentation lists each. */
export const variableNames = Object.keys(must);

export type Config = {
  port: number;
  host: string;
  /** Scheme and host that people open; null = the Host header decides. */
  publicOrigin: string | null;
  trustProxy: boolean;
  dataDir: string;
  /** null = the built-in PostgreSQL in the data folder. */
  databaseUrl: string | null;
  poolSize: number;
  roles: ('web' | 'worker')[];
  /** Whether an empty database gets the demo operator. */
  demo: boolean;
  /** null = the one kept in the data folder (see auth-secret.ts). */
  authSecret: string | null;
  /** null = mails are kept and shown at /dev/mail. */
  smtpUrl: string | null;
  /** null = the operator's name, at the domain of the public address. */
  mailFrom: string | null;
  logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  simulatorLatencyMs: number;
  /** Which network elements there are; null = the simulated network for everything. */
  networkFile: string | null;
  /** Whether numbers of several kinds of subscription and statuses may be changed in one order, group by group. */
  mixedSelection: boolean;
  /** Where traces are sent; null = nowhere, and nothing of it is loaded. */
  tracing: TracingConfig | null;
};

/** The configuration, from the environment only. A StartFailure names every wrong value; an empty one counts as absent. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = variableNames.map((name) => [name, environment[name]?.trim() || undefined]);
  const result = variables.safeParse(Object.fromEntries(given));
  if (!result.success) throw wrongValues(result.error);
  const value = result.data;
  return {
    port: value.PORT,
    host: value.HOST,
    publicOrigin: value.PUBLIC_URL,
    trustProxy: value.TRUST_PROXY,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    poolSize: value.POOL_SIZE,
    roles: [...new Set(value.ROLES)],
    // A database of one's own is never filled with examples unless asked.
    demo: value.DEMO ?? value.DATABASE_URL === null,
    authSecret: value.AUTH_SECRET,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    logLevel: value.LOG_LEVEL,
    simulatorLatencyMs: value.SIMULATOR_LATENCY_MS,
    networkFile: value.NETWORK_FILE,
    mixedSelection: value.MIXED_SELECTION,
    tracing: tracingOf(value),
  };
}

/** Reads the variables that the network file names, such as the credentials of an element; null = absent or empty. */
export function namedVariables(environment: NodeJS.ProcessEnv): (name: string) => string | null {
  return (name) => environment[name]?.trim() || null;
}

/** The values are not repeated: they may be secrets. */
function wrongValues(error: z.ZodError): StartFailure {
  const wrong = new Set(error.issues.map((issue) => issue.path[0]));
  const sentences = Object.entries(must)
    .filter(([name]) => wrong.has(name))
    .map(([name, words]) => `${name} must be ${words}.`);
  return new StartFailure(sentences.join('\n'));
}

/**
 * Where mails go. `sent`: to the mail server. `shown`: kept and read at /dev/mail, which anybody who reaches the portal can open;
 * only for a demo, or where no public address is configured. `waiting`: in the outbox until a mail server is configured.
 */
export function mailsAre(
  config: Pick<Config, 'smtpUrl' | 'demo' | 'publicOrigin'>,
): 'sent' | 'shown' | 'waiting' {
  if (config.smtpUrl) return 'sent';
  return config.demo || config.publicOrigin === null ? 'shown' : 'waiting';
}
