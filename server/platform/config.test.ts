import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authSecret } from './auth-secret.ts';
import { mailsAre, readConfig, variableNames } from './config.ts';

test('without any variable the portal runs on this machine only, with its own database and the demo', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicOrigin: null,
    trustProxy: false,
    dataDir: '.data',
    databaseUrl: null,
    poolSize: 10,
    roles: ['web', 'worker'],
    demo: true,
    authSecret: null,
    smtpUrl: null,
    mailFrom: null,
    logLevel: 'info',
    simulatorLatencyMs: 400,
    networkFile: null,
    mixedSelection: false,
    tracing: null,
  });
});

test('a database of the operator is filled with the demo only when asked', () => {
  const DATABASE_URL = 'postgres://me:secret@db.example.be/fleet';
  expect(readConfig({ DATABASE_URL }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL, DEMO: '1' }).demo).toBe(true);
  expect(readConfig({ DEMO: '0' }).demo).toBe(false);
});

test('an empty variable is as good as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', AUTH_SECRET: '' })).toEqual(readConfig({}));
});

test('roles can be one or both', () => {
  expect(readConfig({ ROLES: 'worker' }).roles).toEqual(['worker']);
  expect(readConfig({ ROLES: 'web, worker' }).roles).toEqual(['web', 'worker']);
});

const wrong: Record<string, string> = {
  PORT: '70000',
  PUBLIC_URL: 'fleet.example.be',
  TRUST_PROXY: 'maybe',
  DATABASE_URL: 'mysql://db/fleet',
  POOL_SIZE: '1',
  ROLES: 'web,cron',
  DEMO: 'oui',
  AUTH_SECRET: 'short-secret',
  SMTP_URL: 'mail.example.be',
  MAIL_FROM: 'nobody',
  LOG_LEVEL: 'loud',
  SIMULATOR_LATENCY_MS: '-1',
  MIXED_SELECTION: 'sometimes',
};

test.each(Object.entries(wrong))(
  '%s=%s is refused with one sentence that says what it must be',
  (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be [^\n]+\\.$`));
  },
);

test('all wrong values are named at once, and none is repeated, because it may be a secret', () => {
  const failure = (() => {
    try {
      return readConfig(wrong);
    } catch (error) {
      return String(error);
    }
  })();
  for (const [name, value] of Object.entries(wrong)) {
    expect(failure).toContain(`${name} must be`);
    expect(failure).not.toContain(` ${value} `);
  }
  expect(failure).not.toContain('short-secret');
});

test('every variable is in the documentation for operators', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operate/configuration.md'), 'utf8');
  expect(variableNames.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('the secret is made once, kept where only its owner reads it, and given way to AUTH_SECRET', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'flottille-secret-'));
  try {
    const made = authSecret({ authSecret: null, dataDir });
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(authSecret({ authSecret: null, dataDir })).toBe(made);
    expect(statSync(join(dataDir, 'auth-secret')).mode & 0o777).toBe(0o600);
    expect(authSecret({ authSecret: 'given', dataDir })).toBe('given');
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

const mailsAt = (environment: NodeJS.ProcessEnv) => mailsAre(readConfig(environment));

test('mails are shown to whoever reaches the portal only for a demo or where no public address is set', () => {
  const real = { DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/c', PUBLIC_URL: 'https://fleet.example.be' };
  expect(mailsAt({})).toBe('shown');
  expect(mailsAt({ ...real, DEMO: '1' })).toBe('shown');
  expect(mailsAt(real)).toBe('waiting');
  expect(mailsAt({ ...real, SMTP_URL: 'smtp://127.0.0.1:2525' })).toBe('sent');
});
