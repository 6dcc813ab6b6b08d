import { useLingui } from '@lingui/react';
import { IconLoader2 } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LineRow } from '../../../server/fleet/contract.ts';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import type { Column } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { Marked } from '../kit/marked.tsx';
import { NamedIcon } from '../kit/named-icon.tsx';
import { useCompanyName } from '../sign-in/company-name.ts';
import styles from './fleet.module.css';
import { hitsIn } from './hits.ts';
import { LineStatusIcon } from './line-status-icon.tsx';
import { OptionIcons } from './option-icons.tsx';
import { ProductIcon } from './product-icon.tsx';

/** All columns that the list can show, what was searched for marked in them. */
export function useLineColumns(searched = ''): Column<LineRow>[] {
  const { i18n } = useLingui();
  const names = useCatalogue();
  const company = useCompanyName();
  const sim: Column<LineRow> = {
    key: 'sim',
    name: i18n.t({ id: 'fleet.column.sim', message: 'SIM card (ICCID)' }),
    cell: (line) => (
      <span className="tabular">
        <Hit text={line.iccid} searched={searched} />
        {isFoundByImsi(line, searched) && (
          <span className={styles.imsi}>
            {i18n.t({ id: 'fleet.line.imsi', message: 'IMSI' })}{' '}
            <Hit text={line.imsi ?? ''} searched={searched} />
          </span>
        )}
      </span>
    ),
    width: 200,
  };
  return [
    {
      key: 'name',
      name: i18n.t({ id: 'fleet.column.name', message: 'Last name, First name' }),
      cell: (line) =>
        line.holderName ? (
          <Hit text={line.holderName} searched={searched} />
        ) : (
          <span className={styles.nobody}>{company}</span>
        ),
      sortable: true,
      width: 188,
      card: 'corner',
    },
    {
      key: 'msisdn',
      name: i18n.t({ id: 'fleet.column.number', message: 'Number' }),
      cell: (line) => <Number line={line} searched={searched} />,
      sortable: true,
      width: 156,
      card: 'title',
    },
    sim,
    {
      key: 'account',
      name: i18n.t({ id: 'fleet.column.account', message: 'Customer no.' }),
      cell: (line) => (
        <span className="tabular">
          <Hit text={line.billingAccountNumber} searched={searched} />
        </span>
      ),
      sortable: true,
      width: 112,
    },
    {
      key: 'costCentre',
      name: i18n.t({ id: 'fleet.column.cost-centre', message: 'Cost centre' }),
      cell: (line) => <Hit text={line.costCentreCode} searched={searched} />,
      sortable: true,
      width: 124,
    },
    {
      key: 'product',
      name: i18n.t({ id: 'fleet.column.product', message: 'Product' }),
      cell: (line) => <ProductIcon product={line.product} />,
      sortable: true,
      width: 80,
    },
    {
      key: 'plan',
      name: i18n.t({ id: 'fleet.column.plan', message: 'Tariff plan' }),
      cell: (line) => <Hit text={names.planName(line.planCode)} searched={searched} />,
      sortable: true,
    },
    {
      key: 'options',
      name: i18n.t({ id: 'fleet.column.options', message: 'Options' }),
      cell: (line) => <OptionIcons codes={line.optionCodes} />,
      width: 136,
    },
    {
      key: 'status',
      name: i18n.t({ id: 'fleet.column.status', message: 'Status' }),
      cell: (line) => <Status line={line} />,
      sortable: true,
      width: 180,
    },
    {
      key: 'synced',
      name: i18n.t({ id: 'fleet.column.synced', message: 'Last update' }),
      cell: (line) => <DateTime at={line.syncedAt} />,
      width: 150,
    },
  ];
}

/** Whether a line was found by its SIM card and by nothing that the list shows anyway. */
export function isFoundBySim(line: LineRow, searched: string): boolean {
  if (hitsIn(showMsisdn(line.msisdn), searched).length > 0) return false;
  return hitsIn(line.iccid, searched).length > 0 || isFoundByImsi(line, searched);
}

/** Whether it was found by the IMSI of its card and not by the number on it. */
function isFoundByImsi({ iccid, imsi }: LineRow, searched: string): boolean {
  return imsi !== null && hitsIn(imsi, searched).length > 0 && hitsIn(iccid, searched).length === 0;
}

function Hit({ text, searched }: { text: string; searched: string }): ReactNode {
  return <Marked text={text} ranges={hitsIn(text, searched)} />;
}

function Number({ line, searched }: { line: LineRow; searched: string }): ReactNode {
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const { i18n } = useLingui();
  const number = showMsisdn(line.msisdn);
  return (
    <span className={styles.number}>
      <Link to="/$locale/fleet/$line" params={{ locale, line: line.id }} className="link">
        <span className="tabular">
          <Hit text={number} searched={searched} />
        </span>
      </Link>
      <span className={styles.copy}>
        <CopyButton
          text={number}
          what={i18n.t({ id: 'fleet.the-number', message: 'the number {number}', values: { number } })}
        />
      </span>
    </span>
  );
}

function Status({ line }: { line: LineRow }): ReactNode {
  const { i18n } = useLingui();
  return (
    <span className={styles.status}>
      <LineStatusIcon status={line.status} withText />
      {line.changesUnderWay > 0 && (
        <NamedIcon
          tone="info"
          name={i18n.t({
            id: 'fleet.under-way',
            message: '{count, plural, one {# change under way} other {# changes under way}}',
            values: { count: line.changesUnderWay },
          })}
        >
          <IconLoader2 size={16} stroke={2} className={styles.turning} />
        </NamedIcon>
      )}
    </span>
  );
}
