import type { Texts } from '../platform/texts.ts';
import type { ImportField } from './contract.ts';

/** What each column of a template is called. */
export function fieldName(texts: Texts, field: ImportField): string {
  const t: Texts['t'] = (descriptor) => texts.t(descriptor);
  const names: Record<ImportField, string> = {
    number: t({ id: 'imports.field.number', message: 'Number' }),
    iccid: t({ id: 'imports.field.iccid', message: 'SIM card (ICCID)' }),
    add: t({ id: 'imports.field.add', message: 'Options to add' }),
    remove: t({ id: 'imports.field.remove', message: 'Options to remove' }),
    action: t({ id: 'imports.field.action', message: 'Action: add or remove' }),
    option: t({ id: 'imports.field.option', message: 'Option of the action' }),
    lastName: t({ id: 'imports.field.lastName', message: 'Last name' }),
    firstName: t({ id: 'imports.field.firstName', message: 'First name' }),
    personnelNumber: t({ id: 'imports.field.personnelNumber', message: 'Personnel number' }),
    email: t({ id: 'imports.field.email', message: 'E-mail' }),
    costCentre: t({ id: 'imports.field.costCentre', message: 'Cost centre' }),
    costCentreName: t({ id: 'imports.field.costCentreName', message: 'Name of the cost centre' }),
    from: t({ id: 'imports.field.from', message: 'From' }),
    until: t({ id: 'imports.field.until', message: 'Until' }),
  };
  return names[field];
}
