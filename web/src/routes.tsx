import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod/mini';
import { queries } from './api/queries.ts';
import { NothingHere, PageFailed, PageSkeleton } from './frame/page-states.tsx';
import { fleetSearchSchema } from './fleet/fleet-search.ts';
import { parseSearch, stringifySearch } from './frame/search-values.ts';
import { PlainLayout } from './frame/plain-layout.tsx';
import { SignedInLayout } from './frame/signed-in-layout.tsx';
import {
  costCentreSearchSchema,
  heldLinesSearchSchema,
  holderSearchSchema,
} from './holders/holders-search.ts';
import { browserLocale, isLocale } from './kit/locale.ts';
import { speak, withAllTexts } from './kit/texts.ts';
import { driftSearchSchema, falloutSearchSchema } from './operator/fallout-search.ts';
import { orderItemsSearchSchema, orderSearchSchema } from './orders/order-search.ts';
import { meQuery } from './sign-in/session.ts';

/** A page that is not the first: it comes with all texts. */
function page<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(withAllTexts(load), name);
}

/**
 * Every address of the pages. A page adds its route here (`createRoute` under `signedIn`), with a lazy component and, when its
 * state belongs into the address, a zod schema of its search parameters; then a line in frame/menu.tsx.
 */
const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: NothingHere });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const person = await context.queries.ensureQueryData(meQuery);
    throw redirect({ to: '/$locale', params: { locale: person?.locale ?? browserLocale() }, replace: true });
  },
});

const language = createRoute({
  getParentRoute: () => root,
  path: '/$locale',
  beforeLoad: async ({ params }) => {
    if (!isLocale(params.locale)) throw notFound();
    await speak(params.locale);
  },
  notFoundComponent: NothingHere,
});

const plain = createRoute({ getParentRoute: () => language, id: 'plain', component: PlainLayout });

const signIn = createRoute({
  getParentRoute: () => plain,
  path: '/login',
  validateSearch: z.object({ next: z.optional(z.string()), ended: z.optional(z.boolean()) }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const forgot = createRoute({
  getParentRoute: () => plain,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./sign-in/forgot-page.tsx'), 'ForgotPage'),
});

const reset = createRoute({
  getParentRoute: () => plain,
  path: '/reset',
  validateSearch: z.object({ token: z.optional(z.string()) }),
  component: lazyRouteComponent(() => import('./sign-in/reset-page.tsx'), 'ResetPage'),
});

const signedIn = createRoute({
  getParentRoute: () => language,
  id: 'signed-in',
  beforeLoad: async ({ context, location, params }) => {
    const person = await context.queries.ensureQueryData(meQuery);
    if (!person) {
      const next = location.href === `/${params.locale}` ? undefined : location.href;
      throw redirect({ to: '/$locale/login', params, search: { next } });
    }
    // staff have no fleet of their own, and customers nothing to do at the operator's
    const isStaffPage = /^\/[^/]+\/operator(\/|$)/.test(location.pathname);
    if (person.organisation === null && !isStaffPage) throw redirect({ to: '/$locale/operator', params });
    if (person.organisation !== null && isStaffPage) throw notFound();
    return { person };
  },
  notFoundComponent: NothingHere,
  component: SignedInLayout,
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: page(() => import('./dashboard/dashboard-page.tsx'), 'DashboardPage'),
});

const fleet = createRoute({ getParentRoute: () => signedIn, path: '/fleet' });

const fleetList = createRoute({
  getParentRoute: () => fleet,
  path: '/',
  validateSearch: fleetSearchSchema,
  component: lazyRouteComponent(() => import('./fleet-list.tsx'), 'FleetList'),
});

const line = createRoute({
  getParentRoute: () => fleet,
  path: '/$line',
  component: lazyRouteComponent(
    withAllTexts(async () => {
      const [{ LinePage }, { LineAssignments }, { AgreementAndHistory }, { LineLife }] = await Promise.all([
        import('./fleet/line-page.tsx'),
        import('./holders/line-assignments.tsx'),
        import('./reconciliation/line-agreement.tsx'),
        import('./orders/line-life.tsx'),
      ]);
      return {
        default: () => (
          <LinePage assignments={LineAssignments} life={LineLife} history={AgreementAndHistory} />
        ),
      };
    }),
  ),
});

const lineOptions = createRoute({
  getParentRoute: () => fleet,
  path: '/$line/options',
  remountDeps: ({ params }) => params, // ticks belong to one number
  component: page(() => import('./orders/options-of-one-page.tsx'), 'OptionsOfOnePage'),
});

const imports = createRoute({ getParentRoute: () => fleet, path: '/import' });

const importStart = createRoute({
  getParentRoute: () => imports,
  path: '/',
  component: page(() => import('./imports/import-page.tsx'), 'ImportPage'),
});

const oneImport = createRoute({
  getParentRoute: () => imports,
  path: '/$import',
  remountDeps: ({ params }) => params,
  component: page(() => import('./imports/one-import-page.tsx'), 'OneImportPage'),
});

const orders = createRoute({ getParentRoute: () => signedIn, path: '/orders' });

const orderList = createRoute({
  getParentRoute: () => orders,
  path: '/',
  validateSearch: orderSearchSchema,
  component: page(() => import('./orders/order-list-page.tsx'), 'OrderListPage'),
});

const quote = createRoute({
  getParentRoute: () => orders,
  path: '/quote/$quote',
  component: page(() => import('./orders/quote-page.tsx'), 'QuotePage'),
});

const planned = createRoute({
  getParentRoute: () => orders,
  path: '/planned',
  validateSearch: z.object({
    month: z.catch(z.optional(z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/))), undefined),
  }),
  component: page(() => import('./orders/planned-page.tsx'), 'PlannedPage'),
});

const order = createRoute({
  getParentRoute: () => orders,
  path: '/$order',
  validateSearch: orderItemsSearchSchema,
  component: page(() => import('./orders/order-page.tsx'), 'OrderPage'),
});

const holders = createRoute({ getParentRoute: () => signedIn, path: '/holders' });

const holderList = createRoute({
  getParentRoute: () => holders,
  path: '/',
  validateSearch: holderSearchSchema,
  component: page(() => import('./holders/holder-list-page.tsx'), 'HolderListPage'),
});

const costCentreList = createRoute({
  getParentRoute: () => holders,
  path: '/cost-centres',
  validateSearch: costCentreSearchSchema,
  component: page(() => import('./holders/cost-centre-list-page.tsx'), 'CostCentreListPage'),
});

const holder = createRoute({
  getParentRoute: () => holders,
  path: '/$holder',
  validateSearch: heldLinesSearchSchema,
  remountDeps: ({ params }) => params,
  component: page(() => import('./holders/holder-page.tsx'), 'HolderPage'),
});

const exportList = createRoute({
  getParentRoute: () => signedIn,
  path: '/exports',
  component: page(() => import('./exports/exports-page.tsx'), 'ExportsPage'),
});

const operator = createRoute({ getParentRoute: () => signedIn, path: '/operator' });

const monitor = createRoute({
  getParentRoute: () => operator,
  path: '/',
  component: page(() => import('./operator/monitor-page.tsx'), 'MonitorPage'),
});

const fallout = createRoute({
  getParentRoute: () => operator,
  path: '/fallout',
  component: page(() => import('./operator/fallout-page.tsx'), 'FalloutPage'),
});

const falloutItems = createRoute({
  getParentRoute: () => operator,
  path: '/fallout/$element/$code',
  validateSearch: falloutSearchSchema,
  remountDeps: ({ params }) => params,
  component: page(() => import('./operator/fallout-items-page.tsx'), 'FalloutItemsPage'),
});

const drift = createRoute({
  getParentRoute: () => operator,
  path: '/drift',
  validateSearch: driftSearchSchema,
  component: page(() => import('./operator/drift-page.tsx'), 'DriftPage'),
});

const tree = root.addChildren([
  start,
  language.addChildren([
    plain.addChildren([signIn, forgot, reset]),
    signedIn.addChildren([
      dashboard,
      fleet.addChildren([fleetList, imports.addChildren([importStart, oneImport]), line, lineOptions]),
      orders.addChildren([orderList, planned, quote, order]),
      holders.addChildren([holderList, costCentreList, holder]),
      exportList,
      operator.addChildren([monitor, fallout, falloutItems, drift]),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0, // freshness is the query client's business
  scrollRestoration: true,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 300,
  defaultErrorComponent: PageFailed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
