import { type ReadIdentifier, readIdentifier } from '../identifiers/identifiers.ts';
import type { TableRow } from '../platform/reading/table-row.ts';
import type { OptionChange } from '../quotes/contract.ts';
import type { ImportField } from './contract.ts';
import { folded } from './fold.ts';
import type { OptionReader } from './option-names.ts';

/** Why a row cannot be carried out, and what of it that is about. */
export type BadRow = { row: number; code: string; written: string };

/** A row that can be read: what names its line, and what it wants. */
export type ReadRow<Wish = OptionChange> = {
  row: number;
  written: string;
  msisdn: string | null;
  iccid: string | null;
  wish: Wish;
};

export type RowReading<Wish = OptionChange> = { bad: BadRow } | { read: ReadRow<Wish> } | 'empty';

/** Where each meaning stands in a row. */
export type Places = Partial<Record<ImportField, number>>;

/** Reads one row of an import of options. A row without anything in its columns that we know, or that asks for nothing, is empty. */
export function readRow(
  { number: row, cells }: TableRow,
  places: Places,
  optionsIn: OptionReader,
): RowReading {
  const cell = (field: ImportField) => {
    const place = places[field];
    return place === undefined ? '' : plain(cells[place] ?? '');
  };
  const asked = [cell('add'), cell('remove'), cell('option')].join('');
  const names = [cell('number'), cell('iccid')];
  if (asked === '' && (names.every((name) => name === '') || places.option === undefined)) return 'empty';
  const written = names[0] || names[1] || '';
  const identifier = identifierOf(names);
  if ('wrong' in identifier) return { bad: { row, code: identifier.wrong, written } };
  const wish = wishOf(cell, places.action === undefined ? 'add' : null, optionsIn);
  if ('wrong' in wish) return { bad: { row, code: wish.wrong, written: wish.written } };
  return { read: { row, written, ...identifier, wish } };
}

type Identified = { msisdn: string | null; iccid: string | null };

/** The number and the SIM where both are there: they must be of one line. */
export function identifierOf(names: string[]): Identified | Extract<ReadIdentifier, { wrong: string }> {
  const found: Identified = { msisdn: null, iccid: null };
  for (const name of names.filter((each) => each !== '')) {
    const read = readIdentifier(name);
    if ('wrong' in read) return read;
    Object.assign(found, read);
  }
  return found.msisdn === null && found.iccid === null ? { wrong: 'number-missing' } : found;
}

type Wrong = { wrong: string; written: string };

/** `unsaid`: what is meant by an option without an action; null: nobody can know. */
function wishOf(
  cell: (field: ImportField) => string,
  unsaid: 'add' | null,
  optionsIn: OptionReader,
): OptionChange | Wrong {
  const add = [...optionsIn(cell('add'))];
  const remove = [...optionsIn(cell('remove'))];
  const option = cell('option');
  if (option !== '') {
    const action = cell('action') === '' ? unsaid : actionOf(cell('action'));
    if (action === null) return { wrong: 'action-unknown', written: cell('action') };
    (action === 'add' ? add : remove).push(...optionsIn(option));
  }
  const wish: OptionChange = { add: [], remove: [] };
  for (const read of add) {
    if ('wrong' in read) return read;
    wish.add.push(read.option);
  }
  for (const read of remove) {
    if ('wrong' in read) return read;
    wish.remove.push(read.option.code);
  }
  if (wish.add.length + wish.remove.length === 0) return { wrong: 'option-missing', written: option };
  return wish;
}

const actions = {
  add: 'ajouter ajout activer + add toevoegen hinzufugen activate activeren aktivieren on plus',
  remove:
    'supprimer suppression retirer enlever desactiver remove verwijderen entfernen deactivate deactiveren deaktivieren off',
};
const actionNames = new Map(
  (['add', 'remove'] as const).flatMap((action) => actions[action].split(' ').map((name) => [name, action])),
);

/** Add or remove, in any of our languages. */
function actionOf(cell: string): 'add' | 'remove' | null {
  if (/^[-–−]$/.test(cell)) return 'remove';
  return actionNames.get(folded(cell)) ?? null;
}

/** A cell as it was meant: an apostrophe in front keeps a spreadsheet from reading a formula, as our own files have it. */
export function plain(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '');
}
