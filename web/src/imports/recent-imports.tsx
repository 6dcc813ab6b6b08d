import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DateTime } from '../kit/date-time.tsx';
import { useImportName, useImportStateName } from './import-words.ts';
import { useKindName } from './kind-names.ts';
import { importsQuery, removeImport } from './queries.ts';
import styles from './imports.module.css';

/** What this person has imported lately: what was begun can be gone on with. */
export function RecentImports(): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const { data } = useQuery(importsQuery);
  const stateName = useImportStateName();
  const nameOf = useImportName();
  const kindName = useKindName();
  const remove = useMutation({ mutationFn: removeImport });
  if (!data || data.imports.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="recent-imports">
      <h2 id="recent-imports" className={styles.heading}>
        {i18n.t({ id: 'imports.recent', message: 'Your latest files' })}
      </h2>
      <ul className={styles.recent}>
        {data.imports.map((made) => (
          <li key={made.id} className={styles.recentOne}>
            <Link
              to="/$locale/fleet/import/$import"
              params={{ locale, import: made.id }}
              className={styles.recentName}
            >
              {nameOf(made)}
            </Link>
            <span className={styles.note}>
              <DateTime at={made.madeAt} /> · {kindName(made.kind)} · {stateName(made)}
              {made.orderNumber !== null &&
                ` · ${i18n.t({
                  id: 'imports.order',
                  message: 'Order {number}',
                  values: { number: String(made.orderNumber) },
                })}`}
            </span>
            <Button
              variant="subtle"
              size="compact-sm"
              disabled={remove.isPending || made.state === 'carrying'}
              aria-label={i18n.t({
                id: 'imports.remove.name',
                message: 'Remove {name} from this list',
                values: { name: nameOf(made) },
              })}
              onClick={() => remove.mutate(made.id)}
            >
              {i18n.t({ id: 'imports.remove', message: 'Remove' })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
