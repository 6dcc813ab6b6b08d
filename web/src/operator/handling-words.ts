import { useLingui } from '@lingui/react';
import type { FalloutHandled, HandlingAction } from '../../../server/fallout/contract.ts';

export type HandlingWords = {
  title: string;
  effect: string;
  act: string;
  /** The label of the note; null when none is needed. */
  note: string | null;
  done: (result: FalloutHandled) => string;
};

/** What staff read before and after each of their acts on `count` numbers. */
export function useHandlingWords(action: HandlingAction, count: number): HandlingWords {
  const { i18n } = useLingui();
  const refused = ({ refused: many }: FalloutHandled) =>
    many === 0
      ? ''
      : ` ${i18n.t({
          id: 'fallout.refused',
          message:
            '{count, plural, one {# number is no longer possible by the rules and waits under that cause.} other {# numbers are no longer possible by the rules and wait under that cause.}}',
          values: { count: many },
        })}`;
  if (action === 'retry') {
    return {
      title: i18n.t({
        id: 'fallout.retry.title',
        message: '{count, plural, one {Send # number again?} other {Send # numbers again?}}',
        values: { count },
      }),
      effect: i18n.t({
        id: 'fallout.retry.effect',
        message:
          'Each is judged anew and sent behind what was ordered for its line since. The network is asked first what it has done already.',
      }),
      act: i18n.t({ id: 'fallout.retry.act', message: 'Send again' }),
      note: null,
      done: (result) =>
        i18n.t({
          id: 'fallout.retry.done',
          message: '{count, plural, one {# number is sent again.} other {# numbers are sent again.}}',
          values: { count: result.handled },
        }) + refused(result),
    };
  }
  if (action === 'complete') {
    return {
      title: i18n.t({
        id: 'fallout.complete.title',
        message: '{count, plural, one {Complete # number by hand?} other {Complete # numbers by hand?}}',
        values: { count },
      }),
      effect: i18n.t({
        id: 'fallout.complete.effect',
        message:
          'Say this only when the change stands on the network: the lines show it at once, it is charged as ordered, and the customers are told that the operator completed it. Nothing is sent to the network.',
      }),
      act: i18n.t({ id: 'fallout.complete.act', message: 'It was done by hand' }),
      note: i18n.t({ id: 'fallout.complete.note', message: 'What was done (only staff read it)' }),
      done: (result) =>
        i18n.t({
          id: 'fallout.complete.done',
          message:
            '{count, plural, one {# number is completed by hand.} other {# numbers are completed by hand.}}',
          values: { count: result.handled },
        }) + refused(result),
    };
  }
  return {
    title: i18n.t({
      id: 'fallout.cancel.title',
      message:
        '{count, plural, one {Cancel the change of # number?} other {Cancel the changes of # numbers?}}',
      values: { count },
    }),
    effect: i18n.t({
      id: 'fallout.cancel.effect',
      message:
        'The lines stay as they are, nothing is charged, and the customers are told with the reason. This cannot be undone.',
    }),
    act: i18n.t({ id: 'fallout.cancel.act', message: 'Cancel the changes' }),
    note: i18n.t({ id: 'fallout.cancel.note', message: 'Reason (the customer reads it)' }),
    done: (result) =>
      i18n.t({
        id: 'fallout.cancel.done',
        message: '{count, plural, one {# change is cancelled.} other {# changes are cancelled.}}',
        values: { count: result.handled },
      }),
  };
}
