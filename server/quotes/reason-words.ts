import { reasonMessage } from '../catalogue/catalogue.ts';
import { type Catalogue, lineStatusCode, type Reason as RuleReason } from '../catalogue/contract.ts';
import type { Texts } from '../platform/texts.ts';
import type { PricedAction, Reason } from './contract.ts';
import type { ItemAction, LeftOutReason } from './outcome.ts';

const statusName = { id: 'fleet.column.status', message: 'Status' };

const nothingToDo = {
  id: 'eligibility.nothing-to-do',
  message: 'Nothing to do: this number is as wanted already',
};

const nothingWanted = {
  id: 'eligibility.nothing-wanted',
  message: 'Nothing was chosen for this number',
};

const moveReasons = {
  'already-suspended': {
    id: 'eligibility.already-suspended',
    message: 'This number is suspended already',
  },
  'not-suspended': { id: 'eligibility.not-suspended', message: 'This number is not suspended' },
  'suspended-by-operator': {
    id: 'eligibility.suspended-by-operator',
    message: 'Your operator has suspended this number: only your operator can reactivate it',
  },
};

const undoReasons = {
  'changed-since': {
    id: 'eligibility.changed-since',
    message: '{option} has been changed again since this order: it stays as it is now',
  },
  'pass-not-refunded': {
    id: 'eligibility.pass-not-refunded',
    message: '{option} is a pass that was bought: it stays and is not refunded',
  },
};

/** A reason in the words of a language, with names from a catalogue. */
export function reasonSentence(texts: Texts, catalogue: Catalogue, reason: LeftOutReason): string {
  if (reason.code === 'nothing-to-do') return texts.t(nothingToDo);
  if (reason.code === 'nothing-wanted') return texts.t(nothingWanted);
  if (
    reason.code === 'already-suspended' ||
    reason.code === 'not-suspended' ||
    reason.code === 'suspended-by-operator'
  )
    return texts.t(moveReasons[reason.code]);
  if (reason.code === 'changed-since' || reason.code === 'pass-not-refunded') {
    const option = catalogue.options.find(({ code }) => code === reason.option);
    const name = reason.option === lineStatusCode ? texts.t(statusName) : reason.option;
    const values = { option: option?.names[texts.locale] ?? name };
    return texts.t({ ...undoReasons[reason.code], values });
  }
  return texts.t(reasonMessage(reason.option === null ? ofLine(reason) : reason, catalogue, texts.locale));
}

/** What holds of the line itself reads as it does of an option. */
function ofLine(
  reason: Extract<LeftOutReason, { option: null; code: 'line-status' | 'status-under-way' }>,
): RuleReason {
  return reason.code === 'line-status'
    ? { ...reason, option: lineStatusCode }
    : { option: lineStatusCode, code: 'status-under-way', values: {} };
}

/** A reason as screens get it: to be read by a person, and by a program. */
export function reasonAnswer(
  texts: Texts,
  catalogue: Catalogue,
  reason: LeftOutReason | RuleReason,
  wayOut: Reason['wayOut'],
): Reason {
  const { code, option, values } = reason;
  return { code, option, values: { ...values }, sentence: reasonSentence(texts, catalogue, reason), wayOut };
}

/** What of a kept action screens get. */
export function actionAnswer(kept: ItemAction): PricedAction {
  const { action, code, parameters, type, now, proRata, monthly, minimumTermEnd, isExpired, keepsCharging } =
    kept;
  const answer = { action, code, parameters, type, now, proRata, monthly, minimumTermEnd };
  return {
    ...answer,
    ...(isExpired ? { isExpired } : {}),
    ...(keepsCharging === undefined ? {} : { keepsCharging }),
  };
}
