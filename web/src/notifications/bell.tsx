import { useLingui } from '@lingui/react';
import { Indicator, Popover, UnstyledButton } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { IconBell } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { NotificationList } from '../../../server/notifications/contract.ts';
import { api } from '../api/client.ts';
import { DateTime } from '../kit/date-time.tsx';
import styles from './bell.module.css';

const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async ({ signal }) => (await api.GET('/api/notifications', { signal })).data as NotificationList,
});

/** The bell of the top bar: how many things ended unseen, and which. Opening it marks them as read. */
export function Bell(): ReactNode {
  const { i18n } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: () => api.POST('/api/notifications/read', { body: { ids: 'all' } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
  const unread = data?.unread ?? 0;
  const toggle = (wanted: boolean) => {
    setOpen(wanted);
    if (!wanted && unread > 0) read.mutate();
  };
  return (
    <Popover
      opened={open}
      onChange={toggle}
      position="bottom-end"
      width={360}
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={styles.bell ?? ''}
          onClick={() => toggle(!open)}
          aria-label={i18n.t({
            id: 'notifications.bell',
            message:
              '{count, plural, =0 {Notifications} one {Notifications, # new} other {Notifications, # new}}',
            values: { count: unread },
          })}
        >
          <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={17} color="red.8">
            <IconBell aria-hidden size={21} stroke={1.75} />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        className={styles.drop ?? ''}
        aria-label={i18n.t({ id: 'notifications.title', message: 'Notifications' })}
      >
        <h2 className={styles.title}>{i18n.t({ id: 'notifications.title', message: 'Notifications' })}</h2>
        {data && data.notifications.length > 0 ? (
          <ul className={styles.list}>
            {data.notifications.map((notification) => (
              <li
                key={notification.id}
                className={styles.item}
                data-unread={notification.readAt === null || undefined}
              >
                <Sentence target={notification.target} onFollow={() => toggle(false)}>
                  {notification.sentence}
                </Sentence>
                <span className={styles.at}>
                  <DateTime at={notification.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.none}>
            {i18n.t({
              id: 'notifications.none',
              message: 'Nothing yet. You hear here when an order has ended.',
            })}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Sentence({
  target,
  onFollow,
  children,
}: {
  target: string | null;
  onFollow(): void;
  children: string;
}): ReactNode {
  const { locale } = useParams({ from: '/$locale/signed-in' });
  if (!target) return <span>{children}</span>;
  return (
    <Link to={`/${locale}${target}` as '/'} onClick={onFollow}>
      {children}
    </Link>
  );
}
