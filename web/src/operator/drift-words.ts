import { useLingui } from '@lingui/react';

/** Bringing the network back to what the portal shows, or the portal to what the network has. */
export type DriftAct = 'repair' | 'take-over';

/** What became of the numbers that were chosen. */
export type DriftDone = { made: number; notPossible: number; underWay: number };

type DriftWords = {
  title: (count: number) => string;
  act: string;
  effect: string;
  /** What it means for the bill, when the effect does not say it. */
  money: string | null;
  done: (done: DriftDone) => string;
};

/** All that is said of one of the two, before and after. */
export function useDriftWords(act: DriftAct): DriftWords {
  const { i18n } = useLingui();
  const underWay = ({ underWay: count }: DriftDone) =>
    count > 0 &&
    i18n.t({
      id: 'drift.repaired.under-way',
      message:
        '{count, plural, one {On # number a change is under way, or it has changed meanwhile: it is compared again.} other {On # numbers a change is under way, or they have changed meanwhile: they are compared again.}}',
      values: { count },
    });
  if (act === 'take-over')
    return {
      title: (count) =>
        i18n.t({
          id: 'drift.take-over.title',
          message:
            '{count, plural, one {Take over what the network has for # number?} other {Take over what the network has for # numbers?}}',
          values: { count },
        }),
      act: i18n.t({ id: 'drift.take-over.act', message: 'Take over' }),
      effect: i18n.t({
        id: 'drift.take-over.effect',
        message:
          'The options of these numbers become those that the network has; the network is not called. The companies see it in their history as taken over by the operator. Numbers for which no change of options says it stay as they are.',
      }),
      money: i18n.t({
        id: 'drift.take-over.money',
        message:
          'Taking over charges and refunds nothing. An option that comes counts at its monthly price from the next invoice on, one that goes counts no more; a pass that goes is not refunded.',
      }),
      done: (done) =>
        sentences(
          i18n.t({
            id: 'drift.taken-over',
            message:
              '{count, plural, =0 {Nothing was taken over.} one {# number now shows what the network has.} other {# numbers now show what the network has.}}',
            values: { count: done.made },
          }),
          underWay(done),
          done.notPossible > 0 &&
            i18n.t({
              id: 'drift.taken-over.not-possible',
              message:
                '{count, plural, one {For # number no change of options says what the network has: correct the network instead.} other {For # numbers no change of options says what the network has: correct the network instead.}}',
              values: { count: done.notPossible },
            }),
        ),
    };
  return {
    title: (count) =>
      i18n.t({
        id: 'drift.repair.title',
        message:
          '{count, plural, one {Correct the network for # number?} other {Correct the network for # numbers?}}',
        values: { count },
      }),
    act: i18n.t({ id: 'drift.repair.act', message: 'Correct' }),
    effect: i18n.t({
      id: 'drift.repair.effect',
      message:
        'The network gets what the portal shows. The companies see it in their history as a correction by the operator; nothing changes on their numbers and nothing is charged.',
    }),
    money: null,
    done: (done) =>
      sentences(
        i18n.t({
          id: 'drift.repaired',
          message:
            '{count, plural, =0 {Nothing was ordered.} one {A correction of # number was ordered; it is compared again when it is done.} other {A correction of # numbers was ordered; they are compared again when it is done.}}',
          values: { count: done.made },
        }),
        underWay(done),
        done.notPossible > 0 &&
          i18n.t({
            id: 'drift.repaired.not-possible',
            message:
              '{count, plural, one {# number must be put right on the network element itself.} other {# numbers must be put right on the network element itself.}}',
            values: { count: done.notPossible },
          }),
      ),
  };
}

function sentences(...each: (string | false)[]): string {
  return each.filter(Boolean).join(' ');
}
