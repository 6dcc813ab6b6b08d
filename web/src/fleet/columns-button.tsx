import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { LineRow } from '../../../server/fleet/contract.ts';
import type { Column } from '../kit/data-table.tsx';

const ArrangeColumns = lazy(async () => ({
  default: (await import('./arrange-columns.tsx')).ArrangeColumns,
}));

/** Opens the panel in which a person arranges the list for himself. */
export function ColumnsButton({ columns }: { columns: Column<LineRow>[] }): ReactNode {
  const { i18n } = useLingui();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconColumns3 aria-hidden size={17} />}
        onClick={() => setOpen(true)}
      >
        {i18n.t({ id: 'fleet.columns', message: 'Columns' })}
      </Button>
      {isOpen && (
        <Suspense>
          <ArrangeColumns columns={columns} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
