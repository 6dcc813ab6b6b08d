import { Hono } from 'hono';
import type { Logger } from 'pino';
import { apiDocument, apiRoutes } from './api.ts';
import { accessRefusalRecorder } from './audit/audit.ts';
import { applyCatalogue, currentCatalogue } from './catalogue/catalogue.ts';
import { hasDemo, refreshStatistics, seedDemo } from './demo/demo.ts';
import { forgetOldExports, startWriter } from './exports/exports.ts';
import { addFigures } from './figures.ts';
import { forgetOldImports, startChecker } from './imports/imports.ts';
import { turnAssignments } from './holders/holders.ts';
import { deleteExpiredQuotes } from './quotes/quotes.ts';
import { endPasses, orderHearers, startBeginner, startSweeper } from './orders/orders.ts';
import type { Call, System } from './platform/call.ts';
import type { Clock } from './platform/clock.ts';
import { type Config, mailsAre } from './platform/config.ts';
import type { Database } from './platform/database/database.ts';
import { healthPages } from './platform/health.ts';
import { serveApiDocs } from './platform/http/api-docs.ts';
import { type AppParts, createApp } from './platform/http/app.ts';
import { servePages } from './platform/http/pages.ts';
import { newId } from './platform/id.ts';
import { type Jobs, type Schedule, startJobs } from './platform/jobs.ts';
import type { Listener } from './platform/listener.ts';
import { startLive } from './platform/live.ts';
import {
  devMail,
  forgetOldLetters,
  type MailSender,
  parseSmtpUrl,
  smtpTransport,
  startMailSender,
  senderFor,
} from './platform/mail/mail.ts';
import { createMetrics } from './platform/metrics.ts';
import { peopleTeller } from './platform/people-at-work.ts';
import type { Tracer } from './platform/tracing.ts';
import { forgetOld, reportWork } from './monitor/monitor.ts';
import {
  checkCarried,
  elementOf,
  elementsWithWork,
  lookingElements,
  networkListeners,
  openConnectors,
  type Provisioning,
  readNetwork,
  type RoutedLine,
  registerHubs,
  startProvisioning,
} from './provisioning/provisioning.ts';
import { compareLines } from './reconciliation/reconciliation.ts';
import { noteEnded, runDueSchedules } from './schedules/schedules.ts';
import { createSignIn, sweepSignIn } from './sign-in/sign-in.ts';
import { forgetOldLists } from './views/views.ts';

const folder = (path: string) => new URL(path, import.meta.url).pathname;

export type PortalParts = {
  config: Config;
  /** The variables that the network file names. */
  secrets(this: void, name: string): string | null;
  /** Signs the sessions. */
  secret: string;
  database: Database;
  databaseUrl: string;
  listener: Listener;
  clock: Clock;
  log: Logger;
  /** Absent or null: nothing is traced. */
  tracer?: Tracer | null;
  /** `idle`: nothing is carried out or run by itself; tests and journeys do it step by step. */
  how?: 'working' | 'idle';
};

export type Portal = {
  app: Hono;
  /** Whether the demo accounts can be used: wanted, and in this database. */
  hasDemo: boolean;
  provisioning: Provisioning | null;
  mail: MailSender | null;
  jobs: Jobs | null;
  /** Begins nothing new, ends event streams, and waits for what is under way; `drained`: the last request is answered. */
  stop(drained?: Promise<void>): Promise<void>;
};

/** The whole portal on one screen: what it serves, what runs by itself, and who hears whom. */
export async function startPortal(parts: PortalParts): Promise<Portal> {
  const {
    config,
    secrets,
    database,
    databaseUrl,
    listener,
    clock,
    log,
    tracer = null,
    how = 'working',
  } = parts;
  const { db, pool } = database;
  const system = (name: string): Call<System> => ({
    db,
    actor: { kind: 'system', name },
    now: clock.now(),
    requestId: newId(),
    ip: null,
  });
  const network = await readNetwork(config.networkFile);
  const listeners = networkListeners(network, secrets);
  await applyCatalogue(system('catalogue'), folder('../catalogue/'), (document) =>
    checkCarried(network, document),
  );
  if (config.demo && (await seedDemo(system('demo')))) await refreshStatistics(system('demo'));
  const { operator } = await currentCatalogue(system('catalogue'));
  const origin = config.publicOrigin ?? `http://${config.host}:${config.port}`;
  const frame = {
    sender: config.mailFrom ?? senderFor(operator.name, config.publicOrigin),
    brand: { name: operator.name, colour: '#0b5f54' },
  };
  const metrics = createMetrics({ pool });
  const mails = mailsAre(config);
  if (mails === 'sent' && frame.sender.includes('@localhost'))
    log.warn(
      'neither MAIL_FROM nor PUBLIC_URL names a domain: mails come from localhost, which most mail servers refuse',
    );
  if (mails === 'waiting') log.warn('no SMTP_URL: mails wait in the outbox until there is one');
  let stopping = false;

  const signIn = createSignIn({
    db,
    pool,
    clock,
    secret: parts.secret,
    publicUrl: origin,
    onDefect: (error, call) => log.error({ err: error, requestId: call.requestId }, 'defect'),
  });
  const live = await startLive({ listener });
  const worker = config.roles.includes('worker') ? await startWorker() : null;

  const app = new Hono();
  app.route(
    '/',
    healthPages({ needs: { database: () => pool.query('SELECT 1') }, isStopping: () => stopping, log }),
  );
  app.route('/', metrics.pages);
  addFigures(metrics, { db, clock, live, provisioning: worker?.provisioning ?? null });
  if (config.roles.includes('web')) serveWeb();

  async function startWorker() {
    const { simulatorLatencyMs } = config;
    const connectors = await openConnectors(network, { databaseUrl, simulatorLatencyMs, secrets });
    for (const { element, lines } of await elementsWithWork(db))
      if (!connectors[element])
        log.error({ element, lines }, 'items wait for an element that no network file names any more');
    const provisioning = startProvisioning(
      { database, connectors, hearers: orderHearers, clock, log, listener, tracer },
      how,
    );
    const transport = config.smtpUrl ? smtpTransport(parseSmtpUrl(config.smtpUrl)) : null;
    const outbox = { db, clock, log, listener, tracer, transport, frame: { ...frame, origin } };
    const mail = mails === 'waiting' ? null : startMailSender({ ...outbox, onOutcome: metrics.onMail });
    const hubs = every(300, 'register-hubs', (call) => registerHubs(call, { network, secrets, origin, log }));
    const comparing = {
      elements: lookingElements(connectors),
      elementOf: (line: RoutedLine) => elementOf(network, line),
      log,
      forMs: 25_000,
      isStopping: () => stopping,
    };
    const ends = every(60, 'expire-options', (call) => endPasses(call, network));
    const compare = every(30, 'compare-with-network', (call) => compareLines(call, comparing));
    const jobs =
      how === 'working'
        ? startJobs({ db, clock, log, schedules: [...schedules, ends, hubs, compare], onRun: metrics.onJob })
        : null;
    const beginner = how === 'working' ? startBeginner({ db, clock, log, network }) : null;
    const sweeper = how === 'working' ? startSweeper({ db, clock, log }) : null;
    const checker = how === 'working' ? startChecker({ db, clock, log }) : null;
    const writer = how === 'working' ? startWriter({ db, clock, log, onScheduledEnd: noteEnded }) : null;
    const report = reportWork({ db, clock, log, provisioning }, how);
    return { connectors, provisioning, report, mail, jobs, beginner, sweeper, checker, writer };
  }

  function serveWeb(): void {
    const routes = apiRoutes({ signIn, live, network, listeners, mixedSelection: config.mixedSelection });
    const { publicOrigin, trustProxy } = config;
    const { authenticate } = signIn;
    const tellOfPeople = peopleTeller(db);
    const told: Pick<AppParts, 'onAccessRefused' | 'onAnswer'> = {
      onAccessRefused: accessRefusalRecorder(),
      onAnswer: (method, route, status, seconds) => {
        metrics.onAnswer(method, route, status, seconds);
        // Network elements answer by the same door: they are no people.
        if (route.startsWith('/api/') && status < 400) tellOfPeople();
      },
    };
    const api = createApp(
      { db, clock, log, tracer, publicOrigin, trustProxy, authenticate, ...told },
      routes,
      (api) => {
        serveApiDocs(api, apiDocument());
        if (mails === 'shown') api.route('/', devMail({ db, frame, publicOrigin }));
      },
    );
    servePages(app.route('/', api), folder('../dist/web/'));
  }

  return {
    app,
    hasDemo: config.demo && (await hasDemo(system('demo'))),
    provisioning: worker?.provisioning ?? null,
    mail: worker?.mail ?? null,
    jobs: worker?.jobs ?? null,
    async stop(drained) {
      stopping = true;
      live.stop();
      await Promise.all([
        worker?.beginner?.stop(),
        worker?.sweeper?.stop(),
        worker?.checker?.stop(),
        worker?.writer?.stop(),
      ]);
      await Promise.all([worker?.jobs?.stop(), worker?.provisioning.stop(), worker?.mail?.stop(), drained]);
      await worker?.report.stop();
      await signIn.settled();
      await Promise.all(Object.values(worker?.connectors ?? {}).map((connector) => connector.close()));
    },
  };
}

/** What runs by itself, in one process at a time. */
const schedules = [
  every(20, 'run-schedules', runDueSchedules),
  every(30, 'turn-assignments', turnAssignments),
  every(3600, 'delete-expired-quotes', deleteExpiredQuotes),
  every(3600, 'forget-old-exports', forgetOldExports),
  every(3600, 'forget-old-imports', forgetOldImports),
  every(3600, 'forget-old-lists', forgetOldLists),
  every(86_400, 'sweep-sign-in', sweepSignIn),
  every(86_400, 'forget-old-work', forgetOld),
  forgetOldLetters,
];

function every(everySeconds: number, name: string, work: (call: Call<System>) => Promise<unknown>): Schedule {
  return { name, everySeconds, run: async (call) => void (await work(call)) };
}
