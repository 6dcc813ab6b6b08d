import { useLingui } from '@lingui/react';
import type { ImportKind } from '../../../server/imports/contract.ts';

/** What the rows of a file are about, in words. */
export function useKindName(): (kind: ImportKind) => string {
  const { i18n } = useLingui();
  const names: Record<ImportKind, string> = {
    options: i18n.t({ id: 'imports.kind.options', message: 'Options' }),
    holders: i18n.t({ id: 'imports.kind.holders', message: 'Users of numbers' }),
    'cost-centres': i18n.t({ id: 'imports.kind.cost-centres', message: 'Cost centres' }),
  };
  return (kind) => names[kind];
}
