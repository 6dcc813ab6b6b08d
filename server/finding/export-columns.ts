import type { Catalogue } from '../catalogue/contract.ts';
import type { ExportColumn } from '../platform/export/export-column.ts';
import type { Texts } from '../platform/texts.ts';
import type { LineStatus, Product } from '../fleet/contract.ts';
import { type LineColumn, lineColumns } from './layout-contract.ts';
import { showMsisdn } from '../identifiers/contract.ts';

/** A line as the export reads it. */
export type ExportRow = {
  /** The company's name when nobody uses it. */
  holder_name: string;
  msisdn: string;
  iccid: string;
  billing_account_number: string;
  cost_centre_code: string;
  cost_centre_name: string;
  product: Product;
  plan_code: string;
  /** Codes with spaces between. */
  option_codes: string;
  status: LineStatus;
  /** `2022-06-13 15:28`, the clock of Brussels. */
  synced_at: string;
};

/** The columns of an export: those wanted, in that order, or all that there are. Names are in the language of the texts. */
export function exportColumns(
  texts: Texts,
  catalogue: Catalogue,
  wanted: readonly LineColumn[] = lineColumns,
): ExportColumn<ExportRow>[] {
  const t: Texts['t'] = (descriptor) => texts.t(descriptor);
  const products: Record<Product, string> = {
    voice: t({ id: 'fleet.product.voice', message: 'Voice' }),
    data: t({ id: 'fleet.product.data', message: 'Data' }),
    m2m: t({ id: 'fleet.product.m2m', message: 'M2M' }),
  };
  const statuses: Record<LineStatus, string> = {
    active: t({ id: 'fleet.status.active', message: 'Active' }),
    suspended: t({ id: 'fleet.status.suspended', message: 'Suspended' }),
    pending: t({ id: 'fleet.status.pending', message: 'Being activated' }),
    ceased: t({ id: 'fleet.status.ceased', message: 'Ended' }),
  };
  const planNames = namesOf(catalogue.plans, texts);
  const optionNames = optionListNames(catalogue, texts);
  const all: Record<LineColumn, ExportColumn<ExportRow>> = {
    name: column(
      'text',
      32,
      t({ id: 'fleet.column.name', message: 'Last name, First name' }),
      (row) => row.holder_name,
    ),
    msisdn: column('identifier', 16, t({ id: 'fleet.column.number', message: 'Number' }), (row) =>
      showMsisdn(row.msisdn),
    ),
    sim: column(
      'identifier',
      22,
      t({ id: 'fleet.column.sim', message: 'SIM card (ICCID)' }),
      (row) => row.iccid,
    ),
    account: column(
      'identifier',
      14,
      t({ id: 'fleet.column.account', message: 'Customer no.' }),
      (row) => row.billing_account_number,
    ),
    costCentre: column('text', 24, t({ id: 'fleet.column.cost-centre', message: 'Cost centre' }), (row) =>
      `${row.cost_centre_code} ${row.cost_centre_name}`.trim(),
    ),
    product: column(
      'text',
      10,
      t({ id: 'fleet.column.product', message: 'Product' }),
      (row) => products[row.product],
    ),
    plan: column('text', 28, t({ id: 'fleet.column.plan', message: 'Tariff plan' }), (row) =>
      planNames(row.plan_code),
    ),
    options: column('text', 60, t({ id: 'fleet.column.options', message: 'Options' }), (row) =>
      optionNames(row.option_codes),
    ),
    status: column(
      'text',
      14,
      t({ id: 'fleet.column.status', message: 'Status' }),
      (row) => statuses[row.status],
    ),
    synced: column(
      'moment',
      18,
      t({ id: 'fleet.column.synced', message: 'Last update' }),
      (row) => row.synced_at,
    ),
  };
  return wanted.map((key) => all[key]);
}

function column(
  kind: ExportColumn<ExportRow>['kind'],
  width: number,
  header: string,
  of: ExportColumn<ExportRow>['of'],
): ExportColumn<ExportRow> {
  return { header, kind, width, of };
}

/** Codes that the catalogue no longer holds stand for themselves. */
function namesOf(named: { code: string; names: Record<Texts['locale'], string> }[], { locale }: Texts) {
  const names = new Map(named.map(({ code, names }) => [code, names[locale]]));
  return (code: string): string => names.get(code) ?? code;
}

/** In the order of the catalogue. Few sets of options are in use, so each is named once. */
function optionListNames(catalogue: Catalogue, texts: Texts): (codes: string) => string {
  const nameOf = namesOf(catalogue.options, texts);
  const places = new Map(catalogue.options.map(({ code }, place) => [code, place]));
  const place = (code: string) => places.get(code) ?? places.size;
  const known = new Map<string, string>();
  return (codes) => {
    const found = known.get(codes);
    if (found !== undefined) return found;
    const sorted = codes
      .split(' ')
      .filter(Boolean)
      .toSorted((a, b) => place(a) - place(b));
    const names = sorted.map(nameOf).join(', ');
    known.set(codes, names);
    return names;
  };
}
