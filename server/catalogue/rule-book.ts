import { exclusionsOf } from './resolve-document.ts';
import type { WrittenCatalogue, WrittenOption } from './written-catalogue.ts';

/** The written options with what the checks ask of them again and again. */
export type RuleBook = {
  options: Map<string, WrittenOption>;
  planCodes: string[];
  excludes(code: string): string[];
  /** What must be held with an option, directly or not, without itself. */
  needs(code: string): string[];
  compatible(code: string, plan: string): boolean;
};

/** Asks for `requires` without circles: it follows them. */
export function ruleBook(written: WrittenCatalogue): RuleBook {
  const all = written.options.map(({ value }) => value);
  const options = new Map(all.map((option) => [option.code, option]));
  const exclusions = new Map(all.map((option) => [option.code, exclusionsOf(option, all)]));
  const needs = (code: string, seen = new Set<string>()): string[] => {
    for (const next of options.get(code)?.requires ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      needs(next, seen);
    }
    return [...seen];
  };
  return {
    options,
    planCodes: written.plans.map(({ value }) => value.code),
    excludes: (code) => exclusions.get(code) ?? [],
    needs: (code) => needs(code),
    compatible: (code, plan) => options.get(code)?.compatiblePlans?.includes(plan) ?? true,
  };
}
