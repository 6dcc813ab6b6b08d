import { useLingui } from '@lingui/react';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocale } from '../kit/locale.ts';
import { templateAddress } from './queries.ts';
import styles from './imports.module.css';

/** What a file has to hold, with a template to fill in. */
export function ImportHelp(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  return (
    <section className={styles.panel} aria-labelledby="import-help">
      <h2 id="import-help" className={styles.heading}>
        {i18n.t({ id: 'imports.help', message: 'What the file holds' })}
      </h2>
      <ul className={styles.list}>
        <li>
          {i18n.t({
            id: 'imports.help.number',
            message: 'A column with the number, in any writing, or with the ICCID of the SIM card.',
          })}
        </li>
        <li>
          {i18n.t({
            id: 'imports.help.options',
            message:
              'A column with the options to add, one with those to remove, or both: by name or code, several with a semicolon between them. A setting stands behind the name: Travel data control = 100.',
          })}
        </li>
        <li>
          {i18n.t({
            id: 'imports.help.others',
            message: 'Other columns may stay: they are passed over. The order of columns does not matter.',
          })}
        </li>
      </ul>
      <div className={styles.ways}>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} className={styles.download} href={templateAddress(format, locale)} download>
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
