import { Decimal } from 'decimal.js';
import type { Catalogue, Option } from '../catalogue/contract.ts';
import type { OptionChange } from '../quotes/contract.ts';
import { folded } from './fold.ts';

type WantedOption = OptionChange['add'][number];

export type ReadOption =
  | { option: WantedOption }
  | { wrong: 'option-unknown' | 'option-ambiguous' | 'setting-unknown'; written: string };

/** Reads the names of options: code or name in any language, with a setting behind `=`, `:` or in brackets. */
export type OptionReader = (cell: string) => ReadOption[];

/** A reader for the options of a catalogue. What it has read it knows: a file says the same thing many times. */
export function optionReader(catalogue: Catalogue): OptionReader {
  const byName = new Map<string, Option | null>();
  for (const option of catalogue.options) {
    for (const name of new Set([option.code, ...Object.values(option.names)].map(folded))) {
      const known = byName.get(name);
      byName.set(name, known === undefined || known === option ? option : null);
    }
  }
  // A code is never ambiguous.
  for (const option of catalogue.options) byName.set(folded(option.code), option);
  const read = new Map<string, ReadOption[]>();
  return (cell) => {
    const known = read.get(cell);
    if (known) return known;
    const options = readCell(byName, cell);
    if (read.size < 10_000) read.set(cell, options);
    return options;
  };
}

function readCell(byName: Map<string, Option | null>, cell: string): ReadOption[] {
  const text = cell.trim();
  if (text === '') return [];
  // A name may hold what stands between names.
  if (byName.get(folded(text))) return [readOne(byName, text)];
  return text
    .split(/[;,|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => readOne(byName, part));
}

function readOne(byName: Map<string, Option | null>, written: string): ReadOption {
  const whole = byName.get(folded(written));
  if (whole) return { option: { code: whole.code, parameters: {} } };
  if (whole === null) return { wrong: 'option-ambiguous', written };
  const [, name = '', behind, inBrackets] = /^([^=:(]+?)\s*(?:[=:]\s*(.+)|\((.+)\))$/.exec(written) ?? [];
  const option = byName.get(folded(name));
  const value = behind ?? inBrackets;
  if (!option || value === undefined) return { wrong: 'option-unknown', written };
  const [parameter, ...others] = option.parameters;
  const setting = parameter && others.length === 0 ? settingOf(parameter, value) : undefined;
  if (!parameter || setting === undefined) return { wrong: 'setting-unknown', written };
  return { option: { code: option.code, parameters: { [parameter.code]: setting } } };
}

function settingOf(parameter: Option['parameters'][number], value: string): string | undefined {
  if (parameter.type === 'money') {
    const amount = value.replace(/[€\s\u00a0]|EUR/gi, '').replace(',', '.');
    return /^\d{1,8}(?:\.\d{1,4})?$/.test(amount) ? new Decimal(amount).toFixed(2) : undefined;
  }
  const wanted = folded(value);
  return parameter.choices.find((choice) =>
    [choice.value, ...Object.values(choice.names)].some((name) => folded(name) === wanted),
  )?.value;
}
