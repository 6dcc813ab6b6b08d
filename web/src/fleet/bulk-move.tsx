import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import type { LineStatus } from '../../../server/fleet/contract.ts';

/** What can be done with the chosen numbers themselves. */
export const moves = ['suspend', 'reactivate'] as const;

export type MovingProps = {
  move: (typeof moves)[number];
  selection: Selection;
  count: number;
  onClose: () => void;
};

/** Suspends numbers that are active, reactivates those that are suspended; null: some are the one and some the other. */
export function BulkMove({
  status,
  onChoose,
}: {
  status: LineStatus | null;
  onChoose: (move: MovingProps['move']) => void;
}): ReactNode {
  const { i18n } = useLingui();
  return (
    <>
      {(status === 'active' || status === null) && (
        <Button variant="default" onClick={() => onChoose('suspend')}>
          {i18n.t({ id: 'fleet.suspend', message: 'Suspend numbers' })}
        </Button>
      )}
      {(status === 'suspended' || status === null) && (
        <Button variant="default" onClick={() => onChoose('reactivate')}>
          {i18n.t({ id: 'fleet.reactivate', message: 'Reactivate numbers' })}
        </Button>
      )}
    </>
  );
}
