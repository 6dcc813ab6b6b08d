import { z } from 'zod';
import type { CostCentreWords, HolderWords } from '../holders/holders.ts';
import { locales } from '../platform/call.ts';

/** Whom or what a row names, as it is written there. */
export type TargetWords = HolderWords | CostCentreWords;

/** What a row of users or cost centres gives its number, from a day on. */
export type AssignmentWish = { words: TargetWords; from: string; until: string | null };

/** The same when it is known who or what that is; `added`: to be added under this id. */
export type PlannedWish = { targetId: string; added: TargetWords | null; from: string; until: string | null };

export type AssignmentKindOfImport = 'holders' | 'cost-centres';

const holderWords: z.ZodType<HolderWords> = z.object({
  firstName: z.string(),
  lastName: z.string(),
  personnelNumber: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.enum(locales).nullable(),
});
const costCentreWords: z.ZodType<CostCentreWords> = z.object({ code: z.string(), name: z.string() });
const words: z.ZodType<TargetWords> = z.union([costCentreWords, holderWords]);
const days = { from: z.string(), until: z.string().nullable() };

/** As they are kept in the blocks of an import: first as written, then as planned. */
export const assignmentWishSchema: z.ZodType<AssignmentWish> = z.object({ words, ...days });
export const plannedWishSchema: z.ZodType<PlannedWish> = z.object({
  targetId: z.string(),
  added: words.nullable(),
  ...days,
});

export function isHolder(target: TargetWords): target is HolderWords {
  return 'lastName' in target;
}

/** Whom or what words name, in a few of them. */
export function nameOf(target: TargetWords): string {
  if (isHolder(target)) return [target.lastName, target.firstName].filter(Boolean).join(', ');
  return [target.code, target.name].filter(Boolean).join(' · ');
}

/** What came out of a check for the preview: kept with the import. */
export const targetSummarySchema = z.object({
  added: z.int(),
  most: z.array(z.object({ id: z.string(), name: z.string(), isNew: z.boolean(), count: z.int() })),
  unknown: z.object({ count: z.int(), codes: z.array(z.string()) }),
});
export type TargetSummary = z.infer<typeof targetSummarySchema>;
