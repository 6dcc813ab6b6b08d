import { useLingui } from '@lingui/react';
import type { ImportField, ImportKind, ImportState } from '../../../server/imports/contract.ts';

/** What a column can mean, in words. */
export function useFieldName(): (field: ImportField) => string {
  const { i18n } = useLingui();
  const names: Record<ImportField, string> = {
    number: i18n.t({ id: 'imports.field.number', message: 'Number' }),
    iccid: i18n.t({ id: 'imports.field.iccid', message: 'SIM card (ICCID)' }),
    add: i18n.t({ id: 'imports.field.add', message: 'Options to add' }),
    remove: i18n.t({ id: 'imports.field.remove', message: 'Options to remove' }),
    action: i18n.t({ id: 'imports.field.action', message: 'Action: add or remove' }),
    option: i18n.t({ id: 'imports.field.option', message: 'Option of the action' }),
    lastName: i18n.t({ id: 'imports.field.lastName', message: 'Last name' }),
    firstName: i18n.t({ id: 'imports.field.firstName', message: 'First name' }),
    personnelNumber: i18n.t({ id: 'imports.field.personnelNumber', message: 'Personnel number' }),
    email: i18n.t({ id: 'imports.field.email', message: 'E-mail' }),
    costCentre: i18n.t({ id: 'imports.field.costCentre', message: 'Cost centre' }),
    costCentreName: i18n.t({ id: 'imports.field.costCentreName', message: 'Name of the cost centre' }),
    from: i18n.t({ id: 'imports.field.from', message: 'From' }),
    until: i18n.t({ id: 'imports.field.until', message: 'Until' }),
  };
  return (field) => names[field];
}

/** How far an import is, in words. */
export function useImportStateName(): (made: { state: ImportState; kind: ImportKind }) => string {
  const { i18n } = useLingui();
  const names: Record<ImportState, string> = {
    receiving: i18n.t({ id: 'imports.state.receiving', message: 'Being sent' }),
    mapping: i18n.t({ id: 'imports.state.mapping', message: 'Columns to confirm' }),
    checking: i18n.t({ id: 'imports.state.checking', message: 'Being checked' }),
    checked: i18n.t({ id: 'imports.state.checked', message: 'Checked, not ordered yet' }),
    carrying: i18n.t({ id: 'imports.state.carrying', message: 'Being carried out' }),
    refused: i18n.t({ id: 'imports.state.refused', message: 'Cannot be used' }),
    submitted: i18n.t({ id: 'imports.state.submitted', message: 'Ordered' }),
  };
  const assigning: Partial<typeof names> = {
    checked: i18n.t({ id: 'imports.state.planned', message: 'Checked, not carried out yet' }),
    submitted: i18n.t({ id: 'imports.state.done', message: 'Carried out' }),
  };
  return ({ state, kind }) => (kind === 'options' ? undefined : assigning[state]) ?? names[state];
}

/** The name of a file, or that its cells were pasted. */
export function useImportName(): (made: { fileName: string; isPasted: boolean }) => string {
  const { i18n } = useLingui();
  return ({ fileName, isPasted }) =>
    isPasted ? i18n.t({ id: 'imports.pasted-cells', message: 'Pasted cells' }) : fileName;
}
