import { useLingui } from '@lingui/react';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ImportKind } from '../../../server/imports/contract.ts';
import { useLocale } from '../kit/locale.ts';
import { KindChoice } from './kind-choice.tsx';
import { templateAddress } from './queries.ts';
import styles from './imports.module.css';

/** What a file has to hold, with a template to fill in. */
export function ImportHelp(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [kind, setKind] = useState<ImportKind>('options');
  const columnsOf = useColumnsOf();
  return (
    <section className={styles.panel} aria-labelledby="import-help">
      <h2 id="import-help" className={styles.heading}>
        {i18n.t({ id: 'imports.help', message: 'What the file holds' })}
      </h2>
      <KindChoice kind={kind} onKind={setKind} />
      <ul className={styles.list}>
        <li>
          {i18n.t({
            id: 'imports.help.number',
            message: 'A column with the number, in any writing, or with the ICCID of the SIM card.',
          })}
        </li>
        <li>{columnsOf(kind)}</li>
        {kind !== 'options' && (
          <li>
            {i18n.t({
              id: 'imports.help.days',
              message:
                'If need be, a column with the first day and one with the last, like 31/12/2026. Without a first day it is today.',
            })}
          </li>
        )}
        <li>
          {i18n.t({
            id: 'imports.help.others',
            message: 'Other columns may stay: they are passed over. The order of columns does not matter.',
          })}
        </li>
      </ul>
      <div className={styles.ways}>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} className={styles.download} href={templateAddress(kind, format, locale)} download>
            <IconDownload aria-hidden size={17} />
            {format === 'csv'
              ? i18n.t({ id: 'imports.template.csv', message: 'Template (CSV)' })
              : i18n.t({ id: 'imports.template.xlsx', message: 'Template (XLSX)' })}
          </a>
        ))}
      </div>
    </section>
  );
}

function useColumnsOf(): (kind: ImportKind) => string {
  const { i18n } = useLingui();
  const words: Record<ImportKind, string> = {
    options: i18n.t({
      id: 'imports.help.options',
      message:
        'A column with the options to add, one with those to remove, or both: by name or code, several with a semicolon between them. A setting stands behind the name: Travel data control = 100.',
    }),
    holders: i18n.t({
      id: 'imports.help.holders',
      message:
        'Columns with the last and first name, the personnel number and the e-mail address of the user: as many of them as tell your people apart. Who is not among your users yet is added.',
    }),
    'cost-centres': i18n.t({
      id: 'imports.help.cost-centres',
      message:
        'A column with the code of the cost centre, if need be one with its name. Those that you do not have yet can be added with the file.',
    }),
  };
  return (kind) => words[kind];
}
