import { z } from 'zod';
import type { CostCentreWords, HolderWords } from '../holders/holders.ts';
import type { TableRow } from '../platform/reading/table-row.ts';
import type { AssignmentKindOfImport, AssignmentWish } from './assignment-wish.ts';
import type { ImportField } from './contract.ts';
import { readDay } from './read-day.ts';
import { identifierOf, type Places, plain, type RowReading } from './read-row.ts';

type Cell = (field: ImportField) => string;

/** Reads one row of an import of users or cost centres; `today` is the first day of a row that says none. A row that names nobody is empty. */
export function readAssignmentRow(
  { number: row, cells }: TableRow,
  places: Places,
  kind: AssignmentKindOfImport,
  today: string,
): RowReading<AssignmentWish> {
  const cell: Cell = (field) => {
    const place = places[field];
    return place === undefined ? '' : tidy(plain(cells[place] ?? ''));
  };
  const words = kind === 'holders' ? holderIn(cell) : costCentreIn(cell);
  if (words === null) return 'empty';
  const names = [cell('number'), cell('iccid')];
  const written = names[0] || names[1] || '';
  const bad = (code: string, about: string) => ({ bad: { row, code, written: about } });
  const identifier = identifierOf(names);
  if ('wrong' in identifier) return bad(identifier.wrong, written);
  if ('wrong' in words) return bad(words.wrong, words.written);
  const from = cell('from') === '' ? today : readDay(cell('from'));
  if (from === null) return bad('day-unreadable', cell('from'));
  const until = cell('until') === '' ? null : readDay(cell('until'));
  if (until === null && cell('until') !== '') return bad('day-unreadable', cell('until'));
  if (until !== null && until < from) return bad('days-reversed', cell('until'));
  return { read: { row, written, ...identifier, wish: { words, from, until } } };
}

type Wrong = { wrong: string; written: string };

/** One writing of what looks alike: no line ends, double spaces and marks that no eye sees. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** What a spreadsheet made of long digits. */
const rounded = /^\d[.,]\d+E\+\d+$/i;

const emailSchema = z.email().max(254);

function holderIn(cell: Cell): HolderWords | Wrong | null {
  const words = {
    ...namesIn(cell('lastName'), cell('firstName')),
    personnelNumber: cell('personnelNumber') || null,
    email: cell('email').toLowerCase() || null,
    locale: null,
  };
  const { lastName, firstName, personnelNumber, email } = words;
  if (lastName === '' && firstName === '' && personnelNumber === null && email === null) return null;
  if (lastName === '' && personnelNumber === null)
    return { wrong: 'holder-missing', written: firstName || (email ?? '') };
  if (personnelNumber !== null && rounded.test(personnelNumber))
    return { wrong: 'number-lost', written: personnelNumber };
  const tooLong =
    [lastName, firstName].find((text) => text.length > 200) ??
    [personnelNumber ?? ''].find((text) => text.length > 60);
  if (tooLong !== undefined) return { wrong: 'text-too-long', written: `${tooLong.slice(0, 40)}…` };
  if (email !== null && !emailSchema.safeParse(email).success)
    return { wrong: 'email-unreadable', written: email };
  return words;
}

/** `Peeters, Anne` in one cell, as our own lists and exports have it. */
function namesIn(lastName: string, firstName: string): { lastName: string; firstName: string } {
  const [last = '', first, ...more] = lastName.split(',').map((part) => part.trim());
  const isBoth = firstName === '' && last !== '' && first && more.length === 0;
  return isBoth ? { lastName: last, firstName: first } : { lastName, firstName };
}

function costCentreIn(cell: Cell): CostCentreWords | Wrong | null {
  const [code, name] = [cell('costCentre'), cell('costCentreName')];
  if (code === '') return null;
  if (rounded.test(code)) return { wrong: 'number-lost', written: code };
  const tooLong = code.length > 40 ? code : name.length > 200 ? name : undefined;
  return tooLong === undefined
    ? { code, name }
    : { wrong: 'text-too-long', written: `${tooLong.slice(0, 40)}…` };
}
