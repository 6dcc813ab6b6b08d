import { Decimal } from 'decimal.js';
import { actionsOf } from '../catalogue/catalogue.ts';
import type { Catalogue, LineFacts, Option, WantedChange } from '../catalogue/contract.ts';
import type { OptionChange, StatusChange } from './contract.ts';

/** What is wanted of a line as it is judged: options by the rules, or another status. */
export type Wanted = WantedChange & { status?: StatusChange | undefined };

/**
 * What of a wanted change is left to do on one line. Adding what the line has, with the same settings, and removing what
 * it does not have are dropped: over many lines a change says how they should end. What a pending order concerns stays,
 * so that the rules can say that it is under way.
 */
export function effectiveChange(catalogue: Catalogue, line: LineFacts, change: WantedChange): WantedChange {
  const held = new Map(line.activeOptions.map((option) => [option.code, option]));
  const plan = catalogue.plans.find(({ code }) => code === line.planCode);
  const included = new Set(plan?.includedOptions);
  const both = new Set(change.remove.filter((code) => change.add.some((wanted) => wanted.code === code)));
  return {
    add: change.add.filter((wanted) => {
      const { code } = wanted;
      const present = held.get(code);
      if (both.has(code) || present?.pending || (!present && !included.has(code))) return true;
      const option = catalogue.options.find((each) => each.code === code);
      if (present && !included.has(code) && (option?.max ?? 1) > 1) return true;
      const [action] = actionsOf(catalogue, line, { add: [wanted], remove: [] });
      return action?.action === 'modify';
    }),
    remove: change.remove.filter((code) => both.has(code) || held.has(code) || included.has(code)),
  };
}

/** The change as the rules read it: settings are texts, and amounts are written as the catalogue writes them (`50` → `50.00`). */
export function wantedChangeOf(catalogue: Catalogue, change: OptionChange): Wanted {
  const options = new Map(catalogue.options.map((option) => [option.code, option]));
  return {
    add: change.add.map(({ code, parameters }) => {
      const values = Object.entries(parameters).map(([name, value]) => [
        name,
        settingText(options.get(code), name, String(value)),
      ]);
      return values.length === 0 ? { code } : { code, parameters: Object.fromEntries(values) };
    }),
    remove: [...new Set(change.remove)],
    ...(change.status ? { status: change.status } : {}),
  };
}

function settingText(option: Option | undefined, name: string, value: string): string {
  const parameter = option?.parameters.find(({ code }) => code === name);
  if (parameter?.type !== 'money' || !/^\d{1,8}(\.\d{1,4})?$/.test(value)) return value;
  const amount = new Decimal(value);
  return amount.toFixed(Math.max(2, amount.decimalPlaces()));
}
