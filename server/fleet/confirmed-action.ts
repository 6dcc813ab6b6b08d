import { z } from 'zod';
import { catalogueAt, currentCatalogue, termsOf } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';

/** The part of `order_item.actions` that fleet reads: terms given there are those the customer confirmed. */
export const confirmedActionsSchema = z.array(
  z.object({
    action: z.enum(['add', 'remove', 'modify', 'suspend', 'reactivate']),
    code: z.string(),
    parameters: z.record(z.string(), z.unknown()).default({}),
    /** Its time was over on the line already. */
    isExpired: z.boolean().optional(),
    catalogueVersion: z.int().optional(),
    monthlyPrice: z.string().nullish(),
    oneOffPrice: z.string().nullish(),
  }),
);
export type ConfirmedAction = z.infer<typeof confirmedActionsSchema>[number];

/** One action of one completed item, and which of the item's actions it is, from 0. */
export type Step = {
  itemId: string;
  organisationId: string;
  lineId: string;
  place: number;
  action: ConfirmedAction;
};

/** What a line holds an option under once the network has switched it on: columns of `line_option`. */
export type HeldTerms = {
  catalogue_version: number;
  monthly_price: string;
  one_off_price: string;
  active_until: Date | null;
  minimum_term_end: Date | null;
  pool_unit: string | null;
  pool_total: string | null;
};

export type TermsOfStep = (step: Step, activatedAt: Date) => HeldTerms;

/**
 * A function that gives the terms of added options from an instant on: prices as the customer confirmed them, ends and pool
 * counted from the activation by the catalogue version they were ordered under.
 */
export async function termsFrom(call: Call, steps: Step[]): Promise<TermsOfStep> {
  const current = await currentCatalogue(call);
  const versions = new Map<number, Catalogue>([[current.version, current]]);
  for (const { action } of steps) {
    const { catalogueVersion } = action;
    if (catalogueVersion === undefined || versions.has(catalogueVersion)) continue;
    versions.set(catalogueVersion, await catalogueAt(call, catalogueVersion));
  }
  return ({ action }, activatedAt) => {
    const catalogue = versions.get(action.catalogueVersion ?? current.version) ?? current;
    const option = catalogue.options.find(({ code }) => code === action.code);
    const terms = option && termsOf(option, activatedAt);
    return {
      catalogue_version: catalogue.version,
      monthly_price: action.monthlyPrice ?? terms?.monthlyPrice ?? '0',
      one_off_price: action.oneOffPrice ?? terms?.oneOffPrice ?? '0',
      active_until: terms?.activeUntil ?? null,
      minimum_term_end: terms?.minimumTermEnd ?? null,
      pool_unit: terms?.pool?.unit ?? null,
      pool_total: terms?.pool?.total ?? null,
    };
  };
}
