import { judgeChange, servicesOfLine } from '../catalogue/catalogue.ts';
import type { Catalogue, LineFacts, Option, WantedChange } from '../catalogue/contract.ts';
import type { Difference } from './contract.ts';

/** A line as it is compared: its facts, the options it may hold, and what the network should have of it. */
export type ComparedLine = {
  facts: LineFacts;
  options: ReadonlyMap<string, Option>;
  services: { service: string; value: unknown }[];
};

/**
 * The change of options after which the portal shows of a line exactly what the network has; null where no such change is known or the rules
 * refuse it. A plan, a status and a number are no options; of a pass or a minimum term nobody knows since when it runs; and where two
 * options would do, or the element tells what differs in words of its own, nobody can say which it is.
 */
export function takeOverOf(
  catalogue: Catalogue,
  { facts, options, services }: ComparedLine,
  differences: Difference[],
  at: Date,
): WantedChange | null {
  if (differences.length === 0) return null;
  const add = new Map<string, Record<string, string>>();
  const remove = new Set<string>();
  for (const { what, network } of differences) {
    const held = facts.activeOptions.filter(({ code }) => switches(options.get(code), what));
    const giving =
      network === null ? [] : catalogue.options.flatMap((option) => givenBy(option, what, network) ?? []);
    const [gives] = giving;
    if (network === null ? held.length === 0 : giving.length !== 1 || !gives) return null;
    if (gives) add.set(gives.code, { ...add.get(gives.code), ...gives.parameters });
    for (const { code } of held) if (code !== gives?.code) remove.add(code);
  }
  const change = {
    add: [...add].map(([code, parameters]) => ({ code, parameters })),
    remove: [...remove],
  };
  const isHeld = (code: string) => facts.activeOptions.some((held) => held.code === code);
  if (change.add.some(({ code }) => !isHeld(code) && sinceMatters(options.get(code)))) return null;
  if (!judgeChange(catalogue, facts, change, at).allowed) return null;
  return sameServices(shownAfter(catalogue, facts, options, change), onNetwork(services, differences))
    ? change
    : null;
}

function switches(option: Option | undefined, what: string): boolean {
  return option?.network.some(({ service }) => service === what) ?? false;
}

/** The settings with which an option gives a service this value; null: it never does. */
function givenBy(
  option: Option,
  what: string,
  value: string,
): { code: string; parameters: Record<string, string> } | null {
  const found = option.network.find(({ service }) => service === what);
  if (!found) return null;
  const { code } = option;
  if (found.parameter !== null) return { code, parameters: { [found.parameter]: value } };
  return found.value === value ? { code, parameters: {} } : null;
}

function sinceMatters(option: Option | undefined): boolean {
  return option === undefined || option.type === 'pass' || option.minimumTerm !== null;
}

function shownAfter(
  catalogue: Catalogue,
  facts: LineFacts,
  options: ReadonlyMap<string, Option>,
  change: WantedChange,
): Record<string, string> {
  const kept = facts.activeOptions.filter(({ code }) => !change.remove.includes(code));
  const held = new Map(kept.map(({ code, parameters }) => [code, { code, parameters }]));
  for (const { code, parameters } of change.add)
    held.set(code, { code, parameters: { ...held.get(code)?.parameters, ...parameters } });
  return servicesOfLine(catalogue, { ...facts, activeOptions: [...held.values()] }, options);
}

function onNetwork(services: ComparedLine['services'], differences: Difference[]): Record<string, string> {
  const found = new Map(services.map(({ service, value }) => [service, String(value)]));
  for (const { what, network } of differences) {
    if (network === null) found.delete(what);
    else found.set(what, network);
  }
  return Object.fromEntries(found);
}

function sameServices(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => String(one[name]) === other[name])
  );
}
