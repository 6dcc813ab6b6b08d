import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import styles from './lists.module.css';

/** The head of the two lists, of users and of cost centres, and the way from one to the other. */
export function HoldersHeader({ actions }: { actions: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const readOnly = useReadOnlyReason();
  const title = i18n.t({ id: 'holders.title', message: 'Users and cost centres' });
  return (
    <>
      <PageHeader
        title={title}
        actions={
          <>
            {readOnly === null && (
              <Button
                variant="default"
                leftSection={<IconFileImport aria-hidden size={17} />}
                renderRoot={(props) => <Link to="/$locale/fleet/import" params={{ locale }} {...props} />}
              >
                {i18n.t({ id: 'holders.import', message: 'From a file' })}
              </Button>
            )}
            {actions}
          </>
        }
      />
      <nav aria-label={title} className={styles.tabs}>
        <Link
          to="/$locale/holders"
          params={{ locale }}
          className={styles.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {i18n.t({ id: 'holders.people', message: 'Users' })}
        </Link>
        <Link
          to="/$locale/holders/cost-centres"
          params={{ locale }}
          className={styles.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {i18n.t({ id: 'holders.cost-centres', message: 'Cost centres' })}
        </Link>
      </nav>
    </>
  );
}
