import { expect, it } from 'vitest';
import { isRepairable, repairOf } from './repair.ts';

const catalogue = new Set(['roaming', 'voicemail', 'data-barred']);

it('switches on all that the line has, and off only what the network has too much', () => {
  const differences = [
    { what: 'roaming', portal: null, network: 'on' },
    { what: 'voicemail', portal: 'on', network: null },
  ];
  expect(repairOf([{ service: 'voicemail', value: 'on' }], differences, catalogue)).toEqual({
    on: [{ service: 'voicemail', value: 'on' }],
    off: ['roaming'],
  });
});

it('switches off all that the line has not where the element speaks of fields of its own', () => {
  const differences = [{ what: 'ps-enabled', portal: '1', network: '0' }];
  expect(repairOf([{ service: 'voicemail', value: 'on' }], differences, catalogue).off).toEqual([
    'data-barred',
    'roaming',
  ]);
});

it('cannot put right a SIM that is not known, nor another number', () => {
  expect(isRepairable([])).toBe(false);
  expect(isRepairable([{ what: 'msisdn', portal: '1', network: '2' }])).toBe(false);
  expect(isRepairable([{ what: 'roaming', portal: null, network: 'on' }])).toBe(true);
});
