import { describe, expect, it } from 'vitest';
import { adding, demoCatalogue, held, lineWith, removing } from '../../test/catalogue.ts';
import type { LineFacts, WantedChange } from './contract.ts';
import { judgeChange, judgeOptions } from './eligibility.ts';

const catalogue = await demoCatalogue();
const now = new Date('2026-06-13T13:28:00Z');
const roaming = 'roaming';

const stateOf = (line: LineFacts, code: string, chosen?: WantedChange) =>
  judgeOptions(catalogue, line, now, chosen).find((state) => state.code === code);

describe('the options of one number', () => {
  it('show each option of the catalogue in its order', () => {
    const states = judgeOptions(catalogue, lineWith('shape-basic'), now);
    expect(states.map(({ code }) => code)).toEqual(catalogue.options.map(({ code }) => code));
  });

  it.each([
    ['available', lineWith('shape-basic', roaming), 'traveller'],
    ['active', lineWith('shape-basic', roaming, 'traveller'), 'traveller'],
    ['included', lineWith('shape-traveller'), 'traveller'],
    ['pending-add', lineWith('shape-basic', roaming, held('traveller', { pending: 'add' })), 'traveller'],
    [
      'pending-remove',
      lineWith('shape-basic', roaming, held('traveller', { pending: 'remove' })),
      'traveller',
    ],
    ['unavailable', lineWith('shape-basic'), 'traveller'],
  ])('say %s', (state, line, code) => {
    expect(stateOf(line, code)?.state).toBe(state);
  });

  it('become unavailable as soon as one that excludes them is chosen', () => {
    const line = lineWith('shape-basic', roaming);
    const world = stateOf(line, 'world-traveller', adding('traveller'));
    expect(world?.state).toBe('unavailable');
    expect(world?.add.reasons).toEqual([
      { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'chosen' } },
    ]);
  });

  it('become available as soon as what excludes them is to be removed', () => {
    const line = lineWith('shape-basic', roaming, 'traveller');
    expect(stateOf(line, 'world-traveller', removing('traveller'))?.state).toBe('available');
  });

  it('that are no longer sold show only where they are held', () => {
    const withdrawn = {
      ...catalogue,
      options: catalogue.options.map((option) =>
        option.code === 'spam-filter' ? { ...option, sold: false } : option,
      ),
    };
    const codes = (line: LineFacts) => judgeOptions(withdrawn, line, now).map(({ code }) => code);
    expect(codes(lineWith('shape-basic'))).not.toContain('spam-filter');
    expect(codes(lineWith('shape-basic', 'spam-filter'))).toContain('spam-filter');
    expect(judgeChange(withdrawn, lineWith('shape-basic'), adding('spam-filter'), now).reasons).toEqual([
      { option: 'spam-filter', code: 'not-sold', values: {} },
    ]);
  });

  it('of an older catalogue stay visible and can be removed', () => {
    const state = stateOf(lineWith('shape-basic', 'summer-2019'), 'summer-2019');
    expect(state?.state).toBe('active');
    expect(state?.remove.allowed).toBe(true);
  });

  it('with parameters can be set where they are active or included', () => {
    expect(stateOf(lineWith('shape-basic'), 'travel-data-control')?.settable).toBe(true);
    expect(stateOf(lineWith('shape-basic'), 'voicemail')?.settable).toBe(false);
    expect(
      stateOf({ ...lineWith('shape-basic'), status: 'suspended' }, 'travel-data-control')?.settable,
    ).toBe(false);
  });
});
