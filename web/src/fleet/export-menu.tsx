import { useLingui } from '@lingui/react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, Suspense, useState } from 'react';
import type { LineListQuery, Selection } from '../../../server/finding/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PopupChoice, PopupDownload, PopupGroup } from '../kit/popup-choice.tsx';
import { Popup } from '../kit/popup.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useListLayout } from './list-layout.ts';
import { meQuery } from '../sign-in/session.ts';
import {
  type Delivery,
  DeliveryChoice,
  isExportAsked,
  keepExportAsked,
  mostAtOnce,
} from './export-delivery.tsx';
import { askExport, exportAddress, exportSelection } from './export-lines.ts';
import styles from './fleet.module.css';
import { useWriting, WritingChoice } from './export-writing.tsx';

export type ExportMenuProps = {
  list: LineListQuery;
  selection: Selection | null;
  count: number;
  total: number | undefined;
  /** Tells how far the files are that are written in the background. */
  underWay: ComponentType<{ onClose: () => void }>;
};

/**
 * Exporter: exactly what the list shows, or the selection when there is one, as CSV or XLSX, for spreadsheets or for programs; at once, or
 * in the background, as large ones are unless he wants to wait.
 */
export function ExportMenu({
  list,
  selection,
  count,
  total,
  underWay: UnderWay,
}: ExportMenuProps): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const columns = useListLayout().own?.columns;
  const [writing, chooseWriting] = useWriting();
  const [wanted, setWanted] = useState<Delivery>();
  const delivery = wanted ?? ((selection ? count : (total ?? 0)) > mostAtOnce ? 'link' : 'now');
  const [isAsked, setAsked] = useAsked();
  const save = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => {
      const wish = { columns, format, locale, writing };
      return delivery === 'link' ? askExport(list, selection, wish) : exportSelection(list, selection, wish);
    },
    onSuccess: () => {
      if (delivery === 'link') setAsked(true);
    },
  });
  const what = selection
    ? i18n.t({
        id: 'fleet.export.selection',
        message: '{count, plural, one {# selected number} other {# selected numbers}}',
        values: { count },
      })
    : i18n.t({
        id: 'fleet.export.list',
        message: 'All {total} numbers of this list',
        values: { total: formatNumber(locale, total ?? 0) },
      });
  const formats = [
    { format: 'csv', Icon: IconFileText, name: i18n.t({ id: 'fleet.export.csv', message: 'CSV' }) },
    {
      format: 'xlsx',
      Icon: IconFileSpreadsheet,
      name: i18n.t({ id: 'fleet.export.xlsx', message: 'Excel (XLSX)' }),
    },
  ] as const;
  const button = (
    <>
      <IconDownload aria-hidden size={17} />
      {i18n.t({ id: 'fleet.export', message: 'Export' })}
    </>
  );
  return (
    <>
      <Popup button={button} align="end" width={370}>
        {(close) => (
          <>
            <PopupGroup name={what}>
              {formats.map(({ format, Icon, name }) =>
                selection || delivery === 'link' ? (
                  <PopupChoice
                    key={format}
                    icon={<Icon size={17} />}
                    onChoose={() => {
                      close();
                      if (!save.isPending) save.mutate(format);
                    }}
                  >
                    {name}
                  </PopupChoice>
                ) : (
                  <PopupDownload
                    key={format}
                    icon={<Icon size={17} />}
                    href={exportAddress(list, { columns, format, locale, writing })}
                    onChoose={close}
                  >
                    {name}
                  </PopupDownload>
                ),
              )}
            </PopupGroup>
            <DeliveryChoice chosen={delivery} onChoose={setWanted} />
            <WritingChoice chosen={writing} onChoose={chooseWriting} />
          </>
        )}
      </Popup>
      {save.error && <p role="alert">{sentence(problemIn(save.error))}</p>}
      {isAsked && (
        <div className={styles.underWay}>
          <Suspense>
            <UnderWay onClose={() => setAsked(false)} />
          </Suspense>
        </div>
      )}
    </>
  );
}

/** Also after the page was left, until he closes it. */
function useAsked(): [boolean, (asked: boolean) => void] {
  const { data: person } = useQuery(meQuery);
  const [now, setNow] = useState<boolean>();
  const keep = (asked: boolean) => {
    if (person) keepExportAsked(person.id, asked);
    setNow(asked);
  };
  return [now ?? (person != null && isExportAsked(person.id)), keep];
}
