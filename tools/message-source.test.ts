import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { messagesOfFile } from './message-source.ts';
import { placeholdersOf } from './placeholders.ts';

const names = (text: string) => [...placeholdersOf(compileMessage(text), text)].toSorted();

describe('messages are found in the code', () => {
  it('as a descriptor, wherever it is kept', () => {
    expect(
      messagesOfFile(
        'a.ts',
        `const columns = [{ label: { id: 'fleet.name', message: 'Name' } }]; i18n.t({ message: 'A' + 'b', id: 'fleet.ab', values: { n } });`,
      ),
    ).toEqual([
      { id: 'fleet.name', message: 'Name' },
      { id: 'fleet.ab', message: 'Ab' },
    ]);
  });

  it('as an element', () => {
    expect(
      messagesOfFile(
        'a.tsx',
        `const a = <p><Trans id="fleet.help" message={'Read <0>this</0>'} components={{}} /></p>;`,
      ),
    ).toEqual([{ id: 'fleet.help', message: 'Read <0>this</0>' }]);
  });

  it('as the sentence of a refusal', () => {
    expect(
      messagesOfFile('a.ts', `throw new Refusal(409, 'sim-taken', 'This SIM is in use.', { values });`),
    ).toEqual([{ id: 'refusal.sim-taken', message: 'This SIM is in use.' }]);
  });

  it('and what only looks like one is left alone', () => {
    expect(
      messagesOfFile(
        'a.ts',
        `const a = { id: 'not a message', message: 'x' }; const b = { id: 'fleet.x', message: text };`,
      ),
    ).toEqual([]);
  });
});

describe('placeholders of a translation', () => {
  it('are found within plural forms', () => {
    expect(names('{count, plural, one {# number of {company}} other {# numbers of {company}}}')).toEqual([
      'company',
      'count',
    ]);
  });

  it('include the tags that wrap a link', () => {
    expect(names('Read <0>this</0>')).toEqual(['</0>', '<0>']);
  });
});
