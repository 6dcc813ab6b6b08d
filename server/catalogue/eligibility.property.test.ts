import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adding, demoCatalogue, held, lineAfter, lineWith, removing } from '../../test/catalogue.ts';
import type { HeldOption, LineFacts, Reason, RuleCatalogue, WantedChange } from './contract.ts';
import { judgeChange, judgeOptions } from './eligibility.ts';
import { groupLines, signatureOf } from './line-signature.ts';
import { clusterCounts, judgeCluster } from './option-clusters.ts';
import { withWayOut } from './way-out.ts';

const demo = await demoCatalogue();
const now = new Date('2026-06-13T13:28:00Z');
const later = '2027-01-01T00:00:00.000Z';

/** The demo catalogue, or one with other rules between its options: requirements go upwards in the list, so never round. */
const catalogues: fc.Arbitrary<RuleCatalogue> = fc.oneof(
  fc.constant(demo),
  fc
    .record({
      requires: fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 12 }),
      excludes: fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 12 }),
      included: fc.subarray([0, 1, 2, 3], { maxLength: 2 }),
    })
    .map(({ requires, excludes, included }) => withRules(requires, excludes, included)),
);

function withRules(
  requires: [number, number][],
  excludes: [number, number][],
  included: number[],
): RuleCatalogue {
  const some = demo.options.slice(0, 15);
  const code = (at: number) => some[at]?.code ?? '';
  const opposite = (at: number) =>
    excludes.flatMap(([a, b]) => (a === b ? [] : a === at ? [b] : b === at ? [a] : []));
  const isFree = (at: number) => !included.includes(at);
  return {
    ...demo,
    plans: demo.plans.map((plan) => ({ ...plan, includedOptions: included.map(code) })),
    options: some.map((option, at) => ({
      ...option,
      // What a plan includes stands for itself, as the reader of catalogues asks for.
      requires: isFree(at) ? requires.filter(([a, b]) => a === at && b < at).map(([, b]) => code(b)) : [],
      excludes: [...new Set(opposite(at))].filter((other) => isFree(at) || isFree(other)).map(code),
      compatiblePlans: demo.plans.map((plan) => plan.code),
      includedIn: included.includes(at) ? demo.plans.map((plan) => plan.code) : [],
    })),
  };
}

const scenes = catalogues.chain((catalogue) => {
  const codes = catalogue.options.map((option) => option.code);
  const change: fc.Arbitrary<WantedChange> = fc.record({
    add: fc.array(
      fc.constantFrom(...codes).map((code) => ({ code })),
      { maxLength: 4 },
    ),
    remove: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 3 }),
  });
  return fc
    .record({
      planCode: fc.constantFrom(...catalogue.plans.map((plan) => plan.code)),
      history: fc.array(change, { maxLength: 12 }),
      decoration: fc.array(
        fc.record({
          pending: fc.constantFrom('add' as const, 'remove' as const, null, null, null),
          minimumTermEnd: fc.constantFrom(later, null, null),
        }),
        { minLength: 40, maxLength: 40 },
      ),
      wanted: change,
      removedOfHeld: fc.array(fc.nat(), { maxLength: 2 }),
    })
    .map(({ planCode, history, decoration, wanted, removedOfHeld }) => {
      const line = history.reduce(
        (line, step) => (judgeChange(catalogue, line, step, now).allowed ? lineAfter(line, step) : line),
        lineWith(planCode),
      );
      const busy = line.activeOptions.map((option, at): HeldOption => ({ ...option, ...decoration[at] }));
      // Mostly what is there is removed: codes at random would seldom meet it.
      const ofHeld = removedOfHeld.flatMap((pick) => busy[pick % busy.length]?.code ?? []);
      const change = ofHeld.length > 0 ? { add: wanted.add.slice(2), remove: [...new Set(ofHeld)] } : wanted;
      return { catalogue, line, busyLine: { ...line, activeOptions: busy }, change };
    });
});

/** Each rule that what a line holds breaks, in words. */
function violations(catalogue: RuleCatalogue, line: LineFacts): string[] {
  const plan = catalogue.plans.find(({ code }) => code === line.planCode);
  const all = new Set([...(plan?.includedOptions ?? []), ...line.activeOptions.map(({ code }) => code)]);
  return line.activeOptions.flatMap(({ code, count }) => {
    const option = catalogue.options.find((each) => each.code === code);
    if (!option) return [`${code} is unknown`];
    return [
      ...option.requires.filter((needed) => !all.has(needed)).map((needed) => `${code} without ${needed}`),
      ...option.excludes.filter((other) => all.has(other)).map((other) => `${code} with ${other}`),
      ...(count > option.max ? [`${count} of ${code}`] : []),
      ...(option.compatiblePlans.includes(line.planCode) ? [] : [`${code} on ${line.planCode}`]),
    ];
  });
}

const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : 1);

describe('whatever the catalogue, the number and the change', () => {
  it('an accepted change leaves no exclusion or requirement violated', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, line, change }) => {
        expect(violations(catalogue, line)).toEqual([]);
        fc.pre(judgeChange(catalogue, line, change, now).allowed);
        expect(violations(catalogue, lineAfter(line, change))).toEqual([]);
      }),
    );
  });

  it('an accepted change leaves nothing violated whether the orders before it end well or badly', () => {
    fc.assert(
      fc.property(scenes, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (scene, endsWell) => {
        const { catalogue, busyLine, change } = scene;
        // As the orders before left it: what was pending is held or not.
        const settled = busyLine.activeOptions.filter(({ pending }, at) => !pending || endsWell[at]);
        const line = { ...busyLine, activeOptions: settled };
        fc.pre(violations(catalogue, line).length === 0);
        fc.pre(judgeChange(catalogue, busyLine, change, now).allowed);
        expect(violations(catalogue, lineAfter(line, change))).toEqual([]);
      }),
    );
  });

  it('adding and then removing leaves the number as it was', () => {
    fc.assert(
      fc.property(scenes, fc.nat(), ({ catalogue, line }, pick) => {
        const addable = judgeOptions(catalogue, line, now).filter((state) => state.state === 'available');
        fc.pre(addable.length > 0);
        const code = addable[pick % addable.length]?.code ?? '';
        const added = lineAfter(line, adding(code));
        expect(judgeChange(catalogue, added, removing(code), now)).toEqual({
          allowed: true,
          reasons: [],
          wayOut: null,
        });
        expect(signatureOf(lineAfter(added, removing(code)), now)).toBe(signatureOf(line, now));
      }),
    );
  });

  it('the order of what is wanted does not matter', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, busyLine, change }) => {
        const turned = { add: change.add.toReversed(), remove: change.remove.toReversed() };
        const line = { ...busyLine, activeOptions: busyLine.activeOptions.toReversed() };
        expect(judgeChange(catalogue, line, turned, now)).toEqual(
          judgeChange(catalogue, busyLine, change, now),
        );
      }),
    );
  });

  it('the reason given is the true one: without its cause it is not given', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, busyLine, change }) => {
        for (const reason of judgeChange(catalogue, busyLine, change, now).reasons) {
          const world = withoutCause(reason, { catalogue, line: busyLine, change, now });
          const after = judgeChange(world.catalogue, world.line, world.change, world.now).reasons;
          expect(after).not.toContainEqual(reason);
        }
      }),
    );
  });

  it('the way out makes the change possible', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, busyLine, change }) => {
        const { wayOut } = judgeChange(catalogue, busyLine, change, now);
        fc.pre(wayOut !== null);
        const whole = withWayOut(change, wayOut ?? { add: [], remove: [] });
        expect(judgeChange(catalogue, busyLine, whole, now).allowed).toBe(true);
      }),
    );
  });

  it('the way out leaves nothing violated', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, line, change }) => {
        const { wayOut } = judgeChange(catalogue, line, change, now);
        fc.pre(wayOut !== null);
        const whole = withWayOut(change, wayOut ?? { add: [], remove: [] });
        expect(violations(catalogue, lineAfter(line, whole))).toEqual([]);
      }),
    );
  });

  it('the state shown for an option is what asking for it answers', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, busyLine }) => {
        for (const state of judgeOptions(catalogue, busyLine, now)) {
          expect(state.add).toEqual(judgeChange(catalogue, busyLine, adding(state.code), now));
          expect(state.remove).toEqual(judgeChange(catalogue, busyLine, removing(state.code), now));
        }
      }),
    );
  });

  it('the state of an option follows from what is held of its own cluster alone', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, busyLine }) => {
        const counts = clusterCounts(catalogue, now);
        counts.add({ line: busyLine, lines: 1 });
        const states = counts.groups().flatMap((group) => judgeCluster(catalogue, group, now));
        expect(states.toSorted(byCode)).toEqual(judgeOptions(catalogue, busyLine, now).toSorted(byCode));
      }),
    );
  });

  it('numbers of one signature get one judgement', () => {
    fc.assert(
      fc.property(fc.array(scenes, { minLength: 1, maxLength: 6 }), (all) => {
        const change = all[0]?.change ?? adding();
        const lines = all.map(({ busyLine }) => busyLine);
        const groups = groupLines([...lines, ...lines], now);
        expect(groups.reduce((sum, group) => sum + group.lines, 0)).toBe(2 * lines.length);
        const judged = new Map(
          groups.map(({ line }) => [signatureOf(line, now), judgeChange(demo, line, change, now)]),
        );
        for (const line of lines)
          expect(judged.get(signatureOf(line, now))).toEqual(judgeChange(demo, line, change, now));
      }),
      { numRuns: 30 },
    );
  });
});

type World = { catalogue: RuleCatalogue; line: LineFacts; change: WantedChange; now: Date };

/** The same world without what the reason names as its cause. */
function withoutCause(reason: Reason, world: World): World {
  const { line, change, catalogue } = world;
  const option = (code: string) => catalogue.options.find((each) => each.code === code);
  const withLine = (activeOptions: HeldOption[]) => ({ ...world, line: { ...line, activeOptions } });
  const without = (code: string) => withLine(line.activeOptions.filter((each) => each.code !== code));
  const notAdding = (code: string) => ({
    ...world,
    change: { ...change, add: change.add.filter((wanted) => wanted.code !== code) },
  });
  const notRemoving = (code: string) => ({
    ...world,
    change: { ...change, remove: change.remove.filter((each) => each !== code) },
  });
  const including = (code: string, isIncluded: boolean) => ({
    ...world,
    catalogue: {
      ...catalogue,
      plans: catalogue.plans.map((plan) => ({
        ...plan,
        includedOptions: [
          ...plan.includedOptions.filter((each) => each !== code),
          ...(isIncluded ? [code] : []),
        ],
      })),
    },
  });
  const changed = (code: string, more: object) => ({
    ...world,
    catalogue: {
      ...catalogue,
      options: catalogue.options.map((each) => (each.code === code ? { ...each, ...more } : each)),
    },
  });
  switch (reason.code) {
    case 'excluded-by':
    case 'required-by': {
      const { how } = reason.values;
      if (how === 'included') return including(reason.values.option, false);
      return how === 'chosen' ? notAdding(reason.values.option) : without(reason.values.option);
    }
    case 'requires': {
      const { option: needed, how } = reason.values;
      if (how === 'leaving') return notRemoving(needed);
      return withLine([...line.activeOptions.filter(({ code }) => code !== needed), held(needed)]);
    }
    case 'included-in-plan':
      return including(reason.option, false);
    case 'plan-incompatible':
      return changed(reason.option, { compatiblePlans: catalogue.plans.map((plan) => plan.code) });
    case 'max-reached':
    case 'already-active':
      return changed(reason.option, { max: 99 });
    case 'not-active':
      return withLine([...line.activeOptions, held(reason.option)]);
    case 'change-under-way':
      return without(reason.option);
    case 'added-and-removed':
      return notRemoving(reason.option);
    case 'minimum-term':
      return { ...world, now: new Date(reason.values.until) };
    default:
      throw new Error(`${reason.code} is not expected here for ${option(reason.option)?.code}`);
  }
}
