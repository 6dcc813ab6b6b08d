import { pino, type DestinationStream, type Logger } from 'pino';

// Names under which a secret could reach a log line by mistake, at any of the first levels of an object.
const secretNames = [
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'secret',
  'authSecret',
  'authorization',
  'cookie',
  'set-cookie',
  'databaseUrl',
  'smtpUrl',
  'puk',
  'pin',
  'activationCode',
];
const paths = secretNames.flatMap((name) => {
  const key = name.includes('-') ? `["${name}"]` : name;
  const below = name.includes('-') ? key : `.${key}`;
  return [key, `*${below}`, `*.*${below}`, `*.*.*${below}`];
});

/** The log: one JSON object a line, times in ISO UTC, secrets replaced. `destination` is standard output unless a test reads it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '[secret]' },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}
