import { Hono } from 'hono';
import type { Logger } from 'pino';
import { accessRefusalRecorder } from './audit/audit.ts';
import { applyCatalogue, catalogueRoutes, currentCatalogue } from './catalogue/catalogue.ts';
import { seedDemo } from './demo/demo.ts';
import { expireOptions, fleetRoutes } from './fleet/fleet.ts';
import { notificationRoutes } from './notifications/notifications.ts';
import { deleteExpiredQuotes, orderHearers, ordersRoutes } from './orders/orders.ts';
import { organisationsRoutes } from './organisations/organisations.ts';
import type { Call, System } from './platform/call.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database/database.ts';
import { createApp } from './platform/http/app.ts';
import { serveApiDocs } from './platform/http/api-docs.ts';
import { openApiDocument } from './platform/http/openapi.ts';
import { servePages } from './platform/http/pages.ts';
import type { Route } from './platform/http/route.ts';
import { newId } from './platform/id.ts';
import { type Jobs, startJobs } from './platform/jobs.ts';
import type { Listener } from './platform/listener.ts';
import { type Live, startLive } from './platform/live.ts';
import { type MailSender, parseSmtpUrl, smtpTransport, startMailSender } from './platform/mail/mail.ts';
import { openSimulator, type Provisioning, startProvisioning } from './provisioning/provisioning.ts';
import { createSignIn, type SignIn, signInRoutes, sweepSignIn } from './sign-in/sign-in.ts';

/** The network element that carries items out, until a connector to a real one is configured. */
const element = 'simulator';
const version = '0.1.0';
const folder = (path: string) => new URL(path, import.meta.url).pathname;

/** Every route of the portal: what `docs/openapi.json` is printed from. */
export function portalRoutes(parts: { signIn: SignIn; live: Live }): Route[] {
  return [
    ...signInRoutes(parts.signIn),
    ...organisationsRoutes(),
    ...catalogueRoutes,
    ...fleetRoutes(),
    ...ordersRoutes({ element }),
    ...notificationRoutes({
      live: parts.live,
      authenticate: (request) => parts.signIn.authenticate(request),
    }),
  ];
}

/** The OpenAPI document of all routes. Routes only use their parts when they are called, so none is needed to describe them. */
export function portalDocument(): object {
  return openApiDocument(portalRoutes({} as Parameters<typeof portalRoutes>[0]), version);
}

export type PortalParts = {
  config: Config;
  /** Signs the sessions. */
  secret: string;
  database: Database;
  databaseUrl: string;
  listener: Listener;
  clock: Clock;
  log: Logger;
  /** `idle`: nothing is carried out, sent or run by itself; tests and journeys do it step by step. */
  how?: 'working' | 'idle';
};

export type Portal = {
  app: Hono;
  provisioning: Provisioning | null;
  mail: MailSender | null;
  jobs: Jobs | null;
  stop(): Promise<void>;
};

/** The whole portal on one screen: what it serves, what runs by itself, and who hears whom. */
export async function startPortal(parts: PortalParts): Promise<Portal> {
  const { config, database, listener, clock, log, how = 'working' } = parts;
  const systemCall = (name: string): Call<System> => ({
    db: database.db,
    actor: { kind: 'system', name },
    now: clock.now(),
    requestId: newId(),
    ip: null,
  });
  await applyCatalogue(systemCall('catalogue'), folder('../catalogue/'));
  if (config.demo) await seedDemo(systemCall('demo'));
  const { operator } = await currentCatalogue(systemCall('catalogue'));
  const origin = config.publicOrigin ?? `http://${config.host}:${config.port}`;
  const works = config.roles.includes('worker');

  const signIn = createSignIn({
    db: database.db,
    pool: database.pool,
    clock,
    secret: parts.secret,
    publicUrl: origin,
    onDefect: (error, call) => log.error({ err: error, requestId: call.requestId }, 'defect'),
  });
  const live = await startLive({ listener });
  const simulator = works
    ? await openSimulator({ url: parts.databaseUrl, latencyMs: config.simulatorLatencyMs })
    : null;
  const provisioning = simulator
    ? startProvisioning(
        { database, connectors: { [element]: simulator }, hearers: orderHearers, clock, log, listener },
        how,
      )
    : null;
  const mail = works
    ? startMailSender({
        db: database.db,
        clock,
        log,
        listener,
        frame: { origin, sender: config.mailFrom, brand: { name: operator.name, colour: '#0b5f54' } },
        transport: config.smtpUrl ? smtpTransport(parseSmtpUrl(config.smtpUrl)) : null,
      })
    : null;
  const jobs =
    works && how === 'working'
      ? startJobs({
          db: database.db,
          clock,
          log,
          schedules: [
            {
              name: 'expire-options',
              everySeconds: 60,
              run: async (call) => void (await expireOptions(call)),
            },
            {
              name: 'delete-expired-quotes',
              everySeconds: 3600,
              run: async (call) => void (await deleteExpiredQuotes(call)),
            },
            { name: 'sweep-sign-in', everySeconds: 86_400, run: sweepSignIn },
          ],
        })
      : null;

  const routes = portalRoutes({ signIn, live });
  const app = new Hono();
  app.route(
    '/',
    createApp(
      {
        db: database.db,
        clock,
        log,
        publicOrigin: config.publicOrigin,
        trustProxy: config.trustProxy,
        authenticate: signIn.authenticate,
        onAccessRefused: accessRefusalRecorder(),
        onAnswer: () => {},
      },
      routes,
      (inner) => serveApiDocs(inner, openApiDocument(routes, version)),
    ),
  );
  servePages(app, folder('../dist/web/'));

  return {
    app,
    provisioning,
    mail,
    jobs,
    async stop() {
      live.stop();
      await Promise.all([jobs?.stop(), provisioning?.stop(), mail?.stop(), signIn.settled()]);
      await simulator?.close();
    },
  };
}
