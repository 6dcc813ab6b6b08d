import { catalogueRoutes } from './catalogue/catalogue.ts';
import { exportsRoutes } from './exports/exports.ts';
import { falloutRoutes } from './fallout/fallout.ts';
import { findingRoutes } from './finding/finding.ts';
import { fleetRoutes } from './fleet/fleet.ts';
import { importsRoutes } from './imports/imports.ts';
import { holdersRoutes } from './holders/holders.ts';
import { monitorRoutes } from './monitor/monitor.ts';
import { notificationRoutes } from './notifications/notifications.ts';
import { ordersRoutes } from './orders/orders.ts';
import { organisationsRoutes } from './organisations/organisations.ts';
import { openApiDocument } from './platform/http/openapi.ts';
import type { Route } from './platform/http/route.ts';
import type { Live } from './platform/live.ts';
import { type Network, type NetworkListener, provisioningRoutes } from './provisioning/provisioning.ts';
import { quotesRoutes } from './quotes/quotes.ts';
import { reconciliationRoutes } from './reconciliation/reconciliation.ts';
import { schedulesRoutes } from './schedules/schedules.ts';
import { type SignIn, signInRoutes } from './sign-in/sign-in.ts';
import { viewsRoutes } from './views/views.ts';

const version = '0.1.0';

/** Every route of the API. */
export function apiRoutes({
  signIn,
  live,
  network,
  listeners,
  mixedSelection,
}: {
  signIn: SignIn;
  live: Live;
  network: Network;
  listeners: NetworkListener[];
  mixedSelection: boolean;
}): Route[] {
  return [
    ...signInRoutes(signIn, { mixedSelection }),
    ...organisationsRoutes({ mixedSelection }),
    ...catalogueRoutes,
    ...fleetRoutes(),
    ...findingRoutes(),
    ...viewsRoutes(),
    ...exportsRoutes(),
    ...schedulesRoutes(),
    ...holdersRoutes(),
    ...quotesRoutes({ mixedSelection }),
    ...ordersRoutes({ network }),
    ...importsRoutes({ network }),
    ...falloutRoutes(),
    ...monitorRoutes(),
    ...reconciliationRoutes({ network }),
    ...provisioningRoutes({ listeners }),
    ...notificationRoutes({ live, authenticate: (request) => signIn.authenticate(request) }),
  ];
}

/** The OpenAPI document of all routes. They use their parts only when they are called, so none is needed to describe them. */
export function apiDocument(): object {
  return openApiDocument(apiRoutes({} as Parameters<typeof apiRoutes>[0]), version);
}
