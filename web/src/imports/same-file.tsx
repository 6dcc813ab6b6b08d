import { useLingui } from '@lingui/react';
import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { formatDateTime } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';

type Props = { sameAs: NonNullable<Import['sameAs']>; again: boolean; onAgain: (again: boolean) => void };

/** The same file was carried out before: whoever means it says so. */
export function SameFile({ sameAs, again, onAgain }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  return (
    <Notice
      kind="warn"
      title={i18n.t({
        id: 'imports.same',
        message: 'This same file was carried out on {at} by {by}.',
        values: { at: formatDateTime(locale, sameAs.at), by: sameAs.by },
      })}
    >
      <Checkbox
        checked={again}
        onChange={(event) => onAgain(event.currentTarget.checked)}
        label={i18n.t({ id: 'imports.same.again', message: 'Carry it out again' })}
      />
    </Notice>
  );
}
