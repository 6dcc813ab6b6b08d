import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LineListQuery, Selection } from '../../../server/fleet/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PopupChoice, PopupDownload, PopupGroup } from '../kit/popup-choice.tsx';
import { Popup } from '../kit/popup.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useListLayout } from './list-layout.ts';
import { exportAddress, exportSelection } from './export-lines.ts';
import { useWriting, WritingChoice } from './export-writing.tsx';

type Props = { list: LineListQuery; selection: Selection | null; count: number; total: number | undefined };

/** Exporter: exactly what the list shows, or the selection when there is one, as CSV or XLSX, for spreadsheets or for programs. */
export function ExportMenu({ list, selection, count, total }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const columns = useListLayout().own?.columns;
  const [writing, chooseWriting] = useWriting();
  const save = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      exportSelection(list, selection, { columns, format, locale, writing }),
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
                selection ? (
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
            <WritingChoice chosen={writing} onChoose={chooseWriting} />
          </>
        )}
      </Popup>
      {save.error && <p role="alert">{sentence(problemIn(save.error))}</p>}
    </>
  );
}
