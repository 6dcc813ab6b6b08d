import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { type FleetSearch, filterOf } from './fleet-search.ts';

/** In place of the rows when there is none: no number at all, or none that fits. */
export function NothingFound({ search, onClear }: { search: FleetSearch; onClear: () => void }): ReactNode {
  const { i18n } = useLingui();
  if (Object.keys(filterOf(search)).length === 0) {
    return (
      <EmptyState title={i18n.t({ id: 'fleet.empty', message: 'There is no number in your fleet yet' })}>
        {i18n.t({
          id: 'fleet.empty.hint',
          message: 'Numbers appear here as soon as your operator has delivered them.',
        })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={i18n.t({ id: 'fleet.nothing', message: 'No number matches' })}
      actions={
        <Button variant="default" onClick={onClear}>
          {i18n.t({ id: 'fleet.nothing.clear', message: 'Show all numbers' })}
        </Button>
      }
    >
      {i18n.t({
        id: 'fleet.nothing.hint',
        message: 'Check the spelling, search for a part of it, or remove a filter.',
      })}
    </EmptyState>
  );
}
