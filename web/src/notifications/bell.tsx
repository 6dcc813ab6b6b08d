import { useLingui } from '@lingui/react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { IconBell } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NotificationList } from '../../../server/notifications/contract.ts';
import { api } from '../api/client.ts';
import { DateTime } from '../kit/date-time.tsx';
import { Popup } from '../kit/popup.tsx';
import styles from './bell.module.css';

const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async ({ signal }) => (await api.GET('/api/notifications', { signal })).data as NotificationList,
});

/** The bell of the top bar: how many things ended unseen, and which. Opening it marks them as read. */
export function Bell(): ReactNode {
  const { i18n } = useLingui();
  const queries = useQueryClient();
  const { data } = useQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: () => api.POST('/api/notifications/read', { body: { ids: 'all' } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
  const unread = data?.unread ?? 0;
  const shown = unread > 99 ? '99+' : String(unread);
  const toggled = (open: boolean) => {
    if (!open && unread > 0) read.mutate();
  };
  const button = (
    <>
      <IconBell aria-hidden size={21} stroke={1.75} />
      {unread > 0 && (
        <span aria-hidden className={styles.count}>
          {shown}
        </span>
      )}
    </>
  );
  const name = i18n.t({
    id: 'notifications.bell',
    message:
      '{count, plural, =0 {Notifications} one {Notifications, {shown} new} other {Notifications, {shown} new}}',
    values: { count: unread, shown },
  });
  return (
    <Popup
      button={button}
      name={name}
      buttonClass={styles.bell}
      align="end"
      width={360}
      onOpenChange={toggled}
    >
      {(close) => <Told notifications={data?.notifications ?? []} onFollow={close} />}
    </Popup>
  );
}

type ToldProps = { notifications: NotificationList['notifications']; onFollow: () => void };

function Told({ notifications, onFollow }: ToldProps): ReactNode {
  const { i18n } = useLingui();
  return (
    <section className={styles.drop} aria-labelledby="notifications">
      <h2 id="notifications" className={styles.title}>
        {i18n.t({ id: 'notifications.title', message: 'Notifications' })}
      </h2>
      {notifications.length > 0 ? (
        <ul className={styles.list}>
          {notifications.map((notification) => (
            <li
              key={notification.id}
              className={styles.item}
              data-unread={notification.readAt === null || undefined}
            >
              <Sentence target={notification.target} onFollow={onFollow}>
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
    </section>
  );
}

function Sentence({
  target,
  onFollow,
  children,
}: {
  target: string | null;
  onFollow: () => void;
  children: string;
}): ReactNode {
  const { locale } = useParams({ from: '/$locale/signed-in' });
  if (!target) return <span>{children}</span>;
  return (
    <Link className="link" to={`/${locale}${target}` as '/'} onClick={onFollow}>
      {children}
    </Link>
  );
}
