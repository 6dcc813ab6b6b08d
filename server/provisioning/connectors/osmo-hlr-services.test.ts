import { expect, it } from 'vitest';
import type { RequestAction } from '../contract.ts';
import { flagsExpected, flagsOf, hlrCarriesAll, hlrServices } from './osmo-hlr-services.ts';

const services = hlrServices.parse({
  'circuit-switched': { on: 'cs-enabled=1', off: 'cs-enabled=0' },
  'packet-switched': { on: 'ps-enabled=1', off: 'ps-enabled=0' },
  'data-barred': { on: 'ps-enabled=0', off: 'ps-enabled=1' },
  voicemail: { carried: 'elsewhere' },
});
const act = (action: 'add' | 'remove' | 'modify', values: Record<string, string>): RequestAction => ({
  action,
  code: 'x',
  services: list(values),
});
const list = (values: Record<string, string>) =>
  Object.entries(values).map(([service, value]) => ({ service, value }));
const active = { 'circuit-switched': 'on', 'packet-switched': 'on' };
const suspended = { 'circuit-switched': 'off', 'packet-switched': 'off' };

it.each<[string, RequestAction[], object]>([
  ['suspended', [act('modify', suspended)], { 'cs-enabled': 0, 'ps-enabled': 0 }],
  ['reactivated', [act('modify', active)], { 'cs-enabled': 1, 'ps-enabled': 1 }],
  ['data barred', [act('add', { 'data-barred': 'on' })], { 'ps-enabled': 0 }],
  ['data open again', [act('remove', { 'data-barred': 'on' })], { 'ps-enabled': 1 }],
  [
    'reactivated with data barred',
    [act('modify', active), act('add', { 'data-barred': 'on' })],
    { 'cs-enabled': 1, 'ps-enabled': 0 },
  ],
  [
    'reactivated with data barred, in the other order',
    [act('add', { 'data-barred': 'on' }), act('modify', active)],
    { 'cs-enabled': 1, 'ps-enabled': 0 },
  ],
  [
    'barred anew by another option',
    [act('add', { 'data-barred': 'on' }), act('remove', { 'data-barred': 'on' })],
    { 'ps-enabled': 0 },
  ],
  ['what is carried elsewhere', [act('add', { voicemail: 'on' })], {}],
])('%s sets what it must, and the barring wins', (_what, actions, flags) => {
  expect(flagsOf(services, actions)).toEqual(flags);
});

it('what is expected of a subscriber follows from all his services', () => {
  expect(flagsExpected(services, [])).toEqual({ 'cs-enabled': 1, 'ps-enabled': 1 });
  expect(flagsExpected(services, list({ ...active, 'data-barred': 'on' }))).toEqual({
    'cs-enabled': 1,
    'ps-enabled': 0,
  });
  expect(flagsExpected(services, list(suspended))).toEqual({ 'cs-enabled': 0, 'ps-enabled': 0 });
});

it('a value that is not translated is not carried out half', () => {
  expect(hlrCarriesAll(services, [act('add', { 'data-barred': 'on', voicemail: 'on' })])).toBe(true);
  expect(hlrCarriesAll(services, [act('add', { 'data-barred': 'sometimes' })])).toBe(false);
  expect(hlrCarriesAll(services, [act('add', { roaming: 'on' })])).toBe(false);
});
