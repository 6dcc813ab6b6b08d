import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../../test/catalogue.ts';
import type { HeldOption } from './change-contract.ts';
import { servicesOfLine } from './line-services.ts';

const catalogue = await demoCatalogue();
const held = (code: string, parameters: Record<string, string> = {}): HeldOption => ({
  code,
  since: '2026-01-01T00:00:00.000Z',
  count: 1,
  parameters,
});
const services = (more: object = {}) =>
  servicesOfLine(catalogue, {
    planCode: 'shape-plus',
    status: 'active',
    activeOptions: [],
    ...more,
  });

describe('what the network should have for a line', () => {
  it('is what its plan gives, with what comes with it, also where no option has a row of its own', () => {
    expect(services()).toMatchObject({
      subscription: 'shape-plus',
      'voice-bundle': 'unlimited-belgium',
      'sms-bundle': 'unlimited',
    });
  });

  it('has each option that it holds, with the values set on it', () => {
    const own = services({
      activeOptions: [held('data-boost-5gb'), held('travel-data-control', { limit: '75.00' })],
    });
    expect(own).toMatchObject({ 'data-bundle': 'boost-5gb', 'roaming-data-limit': '75.00' });
    expect(services()['data-bundle']).toBeUndefined();
  });

  it('follows the status: what a suspended line may do is not what an active one may', () => {
    expect(services({ status: 'suspended' })).toMatchObject(catalogue.statuses.suspended);
    expect(services({ status: 'active' })).toMatchObject(catalogue.statuses.active);
    expect(services({ status: 'suspended' })).not.toEqual(services({ status: 'active' }));
  });

  it('leaves out an option that no known catalogue has', () => {
    expect(services({ activeOptions: [held('gone-for-ever')] })).toEqual(services());
  });
});
