import { useLingui } from '@lingui/react';
import type { Export } from '../../../server/exports/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';

/** What an export shows, in words: the name of its view, or how it was chosen. */
export function useExportName(): (one: Export) => string {
  const { i18n } = useLingui();
  return ({ name, list }) => {
    if (name !== null) return name;
    if (list === null) return i18n.t({ id: 'exports.what.selection', message: 'Selected numbers' });
    const isWhole = Object.values(list.filter)
      .flat()
      .every((value) => !value);
    return isWhole
      ? i18n.t({ id: 'exports.what.all', message: 'All numbers' })
      : i18n.t({ id: 'exports.what.list', message: 'Numbers of a list' });
  };
}

/** How far a file is: `12,000 of 100,000 numbers`. */
export function useFarSentence(): (one: Export) => string {
  const { i18n } = useLingui();
  const locale = useLocale();
  return ({ rowsWritten, rowsTotal }) =>
    i18n.t({
      id: 'exports.far',
      message: '{done} of {count} numbers',
      values: { done: formatNumber(locale, rowsWritten), count: formatNumber(locale, rowsTotal) },
    });
}

export function useExportStateName(): (state: Export['state']) => string {
  const { i18n } = useLingui();
  return (state) => {
    switch (state) {
      case 'waiting':
        return i18n.t({ id: 'exports.state.waiting', message: 'Waiting for its turn' });
      case 'writing':
        return i18n.t({ id: 'exports.state.writing', message: 'Being written' });
      case 'ready':
        return i18n.t({ id: 'exports.state.ready', message: 'Ready' });
      default:
        return i18n.t({ id: 'exports.state.failed', message: 'Failed' });
    }
  };
}
