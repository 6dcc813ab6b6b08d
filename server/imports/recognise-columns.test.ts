import { describe, expect, it } from 'vitest';
import { locales } from '../platform/call.ts';
import { texts } from '../platform/texts.ts';
import { recogniseColumns, recogniseHeader } from './recognise-columns.ts';

const table = (...rows: string[][]) => rows.map((cells, place) => ({ number: place + 1, cells }));

function fieldsOf(...rows: string[][]) {
  const read = table(...rows);
  return recogniseColumns(read, recogniseHeader(read), 'options').map(({ field }) => field);
}

describe('columns are recognised', () => {
  it.each(locales)('by the names of the template and of the pages: %s', (locale) => {
    const spoken = texts(locale);
    const t: typeof spoken.t = (descriptor) => spoken.t(descriptor);
    const headers = [
      t({ id: 'imports.field.remove', message: 'Options to remove' }),
      t({ id: 'imports.field.number', message: 'Number' }),
      t({ id: 'imports.column.reason', message: 'Reason' }),
      t({ id: 'imports.field.add', message: 'Options to add' }),
      t({ id: 'imports.field.iccid', message: 'SIM card (ICCID)' }),
      t({ id: 'fleet.column.options', message: 'Options' }),
    ];
    expect(fieldsOf(headers, ['', '0470123456', '', 'Roaming', '', ''])).toEqual([
      'remove',
      'number',
      null,
      'add',
      'iccid',
      null,
    ]);
  });

  it.each([
    ['N° GSM', 'number'],
    ['Numéro de téléphone', 'number'],
    ['GSM-nummer', 'number'],
    ['Mobile number', 'number'],
    ['HANDYNUMMER', 'number'],
    ['N° de carte SIM', 'iccid'],
    ['SIM-Karte', 'iccid'],
    ['Hinzufügen', 'add'],
    ['À supprimer', 'remove'],
    ['Actie', 'action'],
    ['Option', 'option'],
    ['Remarques', null],
  ])('by other names that are in use: %s', (header, field) => {
    expect(fieldsOf(['x', header], ['y', 'z'])[1]).toBe(field);
  });

  it('each meaning once, the first that names it', () => {
    expect(fieldsOf(['Number', 'Number'], ['0470123456', '0470123457'])).toEqual(['number', null]);
  });

  it('without a header by the one column that holds numbers, and nothing else is guessed', () => {
    expect(fieldsOf(['Roaming', '0470123456'], ['Traveller', '+32470123457'])).toEqual([null, 'number']);
    expect(fieldsOf(['0470123456', '0470123458'], ['0470123457', '0470123459'])).toEqual([null, null]);
    expect(fieldsOf(['a', '8.93E+18'], ['b', '8.93E+18'])).toEqual([null, 'number']);
  });
});
