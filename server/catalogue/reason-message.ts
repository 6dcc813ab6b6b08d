import type { MessageDescriptor } from '@lingui/core';
import type { Locale } from '../platform/call.ts';
import { formatDate, formatMoney } from '../platform/format.ts';
import type { Reason, ReasonCode } from './change-contract.ts';
import type { LocalTexts, ShownCatalogue } from './document-contract.ts';

/** What names are looked up in: of what a line still holds from an older version, the code is the name. */
type Names = {
  plans: Pick<ShownCatalogue['plans'][number], 'code' | 'names'>[];
  options: Pick<ShownCatalogue['options'][number], 'code' | 'names' | 'parameters'>[];
};

const sentences: Record<ReasonCode, MessageDescriptor & { id: string; message: string }> = {
  'excluded-by': {
    id: 'eligibility.excluded-by',
    message:
      '{how, select, included {Excluded by {option}, included in the tariff plan} pending {Excluded by {option}, for which a change is under way} chosen {Excluded by {option}, chosen as well} other {Excluded by {option}, active on this number}}',
  },
  requires: {
    id: 'eligibility.requires',
    message:
      '{how, select, pending {Needs {option}, for which a change is still under way} leaving {Needs {option}, which is being removed} other {Needs {option}, not active on this number}}',
  },
  'required-by': {
    id: 'eligibility.required-by',
    message:
      '{how, select, pending {Needed by {option}, for which a change is under way} chosen {Needed by {option}, chosen as well} other {Needed by {option}, active on this number}}',
  },
  'plan-incompatible': {
    id: 'eligibility.plan-incompatible',
    message: 'Not possible with the tariff plan {plan}',
  },
  'included-in-plan': {
    id: 'eligibility.included-in-plan',
    message: 'Included in the tariff plan {plan}',
  },
  'already-active': { id: 'eligibility.already-active', message: 'Already active on this number' },
  'max-reached': {
    id: 'eligibility.max-reached',
    message: 'At most {max} at a time on a number',
  },
  'not-active': { id: 'eligibility.not-active', message: 'Not active on this number' },
  'not-sold': { id: 'eligibility.not-sold', message: 'No longer on sale' },
  'not-in-catalogue': { id: 'eligibility.not-in-catalogue', message: 'Not in the catalogue' },
  'change-under-way': {
    id: 'eligibility.change-under-way',
    message: 'A change of this option is already under way',
  },
  'added-and-removed': {
    id: 'eligibility.added-and-removed',
    message: 'Cannot be added and removed at the same time',
  },
  'minimum-term': {
    id: 'eligibility.minimum-term',
    message: 'Cannot be removed before {until}, the end of its minimum term',
  },
  'line-suspended': {
    id: 'eligibility.line-suspended',
    message: 'This number is suspended: reactivate it first',
  },
  'status-under-way': {
    id: 'eligibility.status-under-way',
    message: 'This number is being suspended or reactivated: wait until that is done',
  },
  'line-status': {
    id: 'eligibility.line-status',
    message:
      '{status, select, pending {This number is not active yet} ceased {This number has been ended} other {This number is not active}}',
  },
  'parameter-unknown': {
    id: 'eligibility.parameter-unknown',
    message: 'It has no setting “{parameter}”',
  },
  'parameter-choice': {
    id: 'eligibility.parameter-choice',
    message: '{parameter}: choose one of the values offered',
  },
  'parameter-range': {
    id: 'eligibility.parameter-range',
    message: '{parameter}: from {min} to {max}, in steps of {step}',
  },
};

/** A reason as the message `eligibility.<code>`, its values written for a person: names, dates and amounts of his language. */
export function reasonMessage(
  reason: Reason,
  catalogue: Names,
  locale: Locale,
): { id: string; message: string; values: Record<string, string | number> } {
  const values = Object.entries(reason.values).map(([name, value]) => [
    name,
    readable(name, value, reason, catalogue, locale),
  ]);
  return { ...sentences[reason.code], values: Object.fromEntries(values) };
}

function readable(
  name: string,
  value: string | number,
  reason: Reason,
  names: Names,
  locale: Locale,
): string | number {
  if (typeof value === 'number') return value;
  const nameIn = (list: { code: string; names: LocalTexts }[]) =>
    list.find((each) => each.code === value)?.names[locale] ?? value;
  switch (name) {
    case 'option':
      return nameIn(names.options);
    case 'plan':
      return nameIn(names.plans);
    case 'parameter':
      return nameIn(names.options.find((option) => option.code === reason.option)?.parameters ?? []);
    case 'until':
      return formatDate(locale, value);
    case 'min':
    case 'max':
    case 'step':
      return formatMoney(locale, value);
    default:
      return value;
  }
}
