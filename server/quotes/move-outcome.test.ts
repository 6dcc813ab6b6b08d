import { describe, expect, it } from 'vitest';
import { demoCatalogue, lineWith } from '../../test/catalogue.ts';
import { servicesOfLine } from '../catalogue/catalogue.ts';
import { movedOutcome } from './move-outcome.ts';

const demo = await demoCatalogue();
/** 18 of the 30 days of the cycle are left: the day of the change is paid. */
const at = new Date('2026-06-13T10:00:00.000Z');
const line = { ...lineWith('shape-plus'), statusReason: null };

function withPlan(suspendedKeepsCharging: boolean) {
  const plans = demo.plans.map((plan) =>
    plan.code === line.planCode ? { ...plan, monthlyPrice: '30.00', suspendedKeepsCharging } : plan,
  );
  return { ...demo, plans };
}

describe('suspending and reactivating one line', () => {
  it('costs and gives back nothing where its plan goes on being charged', () => {
    expect(movedOutcome(withPlan(true), line, 1, { move: 'suspend', reason: 'parked' }, at)).toMatchObject({
      eligible: true,
      now: '0.00',
      monthly: '0.00',
      actions: [{ action: 'suspend', keepsCharging: true }],
    });
  });

  it('gives the plan back from the day after, and charges it again from the day it goes on, where it does not', () => {
    const suspended = movedOutcome(withPlan(false), line, 1, { move: 'suspend', reason: 'parked' }, at);
    expect(suspended).toMatchObject({ now: '-17.00', proRata: '-17.00', monthly: '-30.00' });
    expect(suspended.actions).toMatchObject([{ action: 'suspend', keepsCharging: false }]);
    const held = { ...line, status: 'suspended' as const, statusReason: 'parked' };
    expect(movedOutcome(withPlan(false), held, 1, { move: 'reactivate' }, at)).toMatchObject({
      now: '18.00',
      monthly: '30.00',
      actions: [{ action: 'reactivate', parameters: { reason: 'parked' } }],
    });
  });

  it('asks the network for what the catalogue says of the status', () => {
    const { actions } = movedOutcome(demo, line, 1, { move: 'suspend', reason: 'lost' }, at);
    expect(actions[0]?.services).toEqual(
      Object.entries(demo.statuses.suspended).map(([service, value]) => ({ service, value })),
    );
  });

  it('tells the network all that a line has when it goes on: what bars wins within one request only', () => {
    const held = { ...lineWith('shape-plus', 'data-block-abroad', 'voicemail'), statusReason: 'lost' };
    const suspended = { ...held, status: 'suspended' as const };
    const { actions } = movedOutcome(demo, suspended, 1, { move: 'reactivate' }, at);
    const told = Object.fromEntries(
      (actions[0]?.services ?? []).map(({ service, value }) => [service, value]),
    );
    expect(told).toEqual(servicesOfLine(demo, { ...held, status: 'active' }));
    expect(Object.keys(told).length).toBeGreaterThan(Object.keys(demo.statuses.active).length);
  });
});
