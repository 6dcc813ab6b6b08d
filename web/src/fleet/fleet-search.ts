import { z } from 'zod/mini';
import type { LineFilter, LineListQuery } from '../../../server/finding/contract.ts';

/** Of what is searched for, this many characters count. */
export const searchLength = 200;

// an address reads digits alone as a number, and may hold what no keyboard writes
const words = z.pipe(
  z.union([z.string(), z.number(), z.boolean()]),
  z.transform((value) =>
    String(value)
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, searchLength),
  ),
);
const texts = z.optional(z.catch(z.optional(z.array(z.string())), undefined));

// what is no day of the calendar is passed over
const day = z.catch(z.optional(z.string().check(z.refine(isDay))), undefined);
const days = z.catch(z.optional(z.int().check(z.minimum(1), z.maximum(3650))), undefined);

/** What the list can be added up by. */
export const groupNames = ['plan', 'account', 'costCentre'] as const;
export type GroupName = (typeof groupNames)[number];

/** The state of the list as it stands in the address, so that back, reload and a shared link give the same list. */
export const fleetSearchSchema = z.object({
  search: z.catch(z.optional(words), undefined),
  plan: texts,
  status: z.catch(z.optional(z.array(z.enum(['active', 'suspended', 'pending', 'ceased']))), undefined),
  option: texts,
  account: texts,
  product: z.catch(z.optional(z.array(z.enum(['voice', 'data', 'm2m']))), undefined),
  /** Only numbers of this pasted list, which the server keeps. */
  list: z.catch(
    z.optional(z.string().check(z.regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i))),
    undefined,
  ),
  activatedFrom: day,
  activatedTo: day,
  suspendedFrom: day,
  suspendedTo: day,
  optionEndsFrom: day,
  optionEndsTo: day,
  suspendedOver: days,
  optionEndsIn: days,
  underWay: z.catch(z.optional(z.literal('yes')), undefined),
  costCentre: texts,
  holder: z.catch(
    z.optional(z.array(z.string().check(z.regex(/^(?:none|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i)))),
    undefined,
  ),
  /** Added up by this, instead of each number. */
  group: z.catch(z.optional(z.enum(groupNames)), undefined),
  sort: z.catch(
    z.optional(z.enum(['name', 'msisdn', 'account', 'product', 'plan', 'status', 'costCentre'])),
    undefined,
  ),
  direction: z.catch(z.optional(z.enum(['asc', 'desc'])), undefined),
  page: z.catch(z.optional(z.int().check(z.positive())), undefined),
  size: z.catch(z.optional(z.int().check(z.positive(), z.maximum(200))), undefined),
  /** The dialog of something for several numbers is open. */
  change: z.catch(
    z.optional(
      z.enum(['options', 'suspend', 'reactivate', 'holder', 'cost-centre', 'end-holder', 'end-cost-centre']),
    ),
    undefined,
  ),
});
export type FleetSearch = z.infer<typeof fleetSearchSchema>;

export const filterNames = [
  'plan',
  'status',
  'option',
  'account',
  'product',
  'costCentre',
  'holder',
] as const;
export type FilterName = (typeof filterNames)[number];

/** Ranges of days, each by its two ends. */
export const rangeNames = ['activated', 'suspended', 'optionEnds'] as const;
export type RangeName = (typeof rangeNames)[number];
/** What has one value or none. */
const singleNames = [
  'list',
  ...rangeNames.flatMap((name) => [`${name}From`, `${name}To`] as const),
  'suspendedOver',
  'optionEndsIn',
  'underWay',
] as const;

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(`${text}T`);
}

/** What narrows the list, without sort and page. */
export function filterOf(search: FleetSearch): LineFilter {
  const filter: LineFilter = {};
  if (search.search?.trim()) filter.search = search.search.trim();
  if (search.plan?.length) filter.plan = search.plan;
  if (search.status?.length) filter.status = search.status;
  if (search.option?.length) filter.option = search.option;
  if (search.account?.length) filter.account = search.account;
  if (search.product?.length) filter.product = search.product;
  if (search.costCentre?.length) filter.costCentre = search.costCentre;
  if (search.holder?.length) filter.holder = search.holder;
  return { ...filter, ...singlesOf(search) };
}

/** The part of the filter, or of the address, that has one value a member; what is not set is not there. */
export function singlesOf(of: Pick<LineFilter, (typeof singleNames)[number]>): LineFilter {
  return Object.fromEntries(
    singleNames.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])),
  );
}

/** How many filters are at work: ticked values, ranges, and what is asked besides. */
export function filterCount(search: FleetSearch): number {
  const ticked = filterNames.reduce((count, name) => count + (search[name]?.length ?? 0), 0);
  const ranges = rangeNames.filter((name) => search[`${name}From`] ?? search[`${name}To`]).length;
  const others = [search.suspendedOver, search.optionEndsIn, search.underWay];
  return ticked + ranges + others.filter((one) => one !== undefined).length;
}

/** The list that the address asks for; what it does not say is by name, from the first page, 50 a page. */
export function listOf(search: FleetSearch): LineListQuery {
  return {
    ...filterOf(search),
    sort: search.sort ?? 'name',
    direction: search.direction ?? 'asc',
    page: search.page ?? 1,
    size: search.size ?? 50,
  };
}

/** The address with another value of a filter ticked or not; the list starts again at its first page. */
export function withFilter(
  search: FleetSearch,
  name: FilterName,
  value: string,
  wanted: boolean,
): FleetSearch {
  const before: string[] = search[name] ?? [];
  const after = wanted ? [...new Set([...before, value])] : before.filter((each) => each !== value);
  return { ...search, [name]: after.length > 0 ? after : undefined, page: undefined };
}

/** The address without any filter; the words searched for stay. */
export function withoutFilters(search: FleetSearch): FleetSearch {
  return {
    ...search,
    ...Object.fromEntries([...filterNames, ...singleNames, 'page'].map((name) => [name, undefined])),
  };
}
