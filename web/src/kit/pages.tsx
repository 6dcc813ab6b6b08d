import { ActionIcon } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { formatNumber } from './format.ts';
import { useLocale } from './locale.ts';
import styles from './pages.module.css';

type Props = {
  /** The first page is 1. */
  page: number;
  size: number;
  /** Undefined while unknown. */
  total: number | undefined;
  sizes?: number[];
  onPage: (page: number) => void;
  onSize: (size: number) => void;
};

/** Which part of a list is shown, `1-50 sur 61`, and the way to the others. */
export function Pages({ page, size, total, sizes = [25, 50, 100, 200], onPage, onSize }: Props): ReactNode {
  const { i18n } = useLingui();
  const last = Math.max(1, Math.ceil((total ?? 0) / size));
  return (
    <nav className={styles.pages} aria-label={i18n.t({ id: 'kit.pages', message: 'Pages of the list' })}>
      <label className={styles.size}>
        <span>{i18n.t({ id: 'kit.pages.size', message: 'Rows per page' })}</span>
        <select value={size} onChange={(event) => onSize(Number(event.target.value))}>
          {[...new Set([...sizes, size])]
            .toSorted((one, other) => one - other)
            .map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
        </select>
      </label>
      <PageRange page={page} size={size} total={total} />
      <div className={styles.ways}>
        <Way
          name={i18n.t({ id: 'kit.pages.previous', message: 'Previous page' })}
          to={page > 1 ? page - 1 : null}
          onPage={onPage}
        >
          <IconChevronLeft aria-hidden size={18} />
        </Way>
        <Way
          name={i18n.t({ id: 'kit.pages.next', message: 'Next page' })}
          to={page < last ? page + 1 : null}
          onPage={onPage}
        >
          <IconChevronRight aria-hidden size={18} />
        </Way>
      </div>
    </nav>
  );
}

/**
 * Leads to the last page where an address, or a list that has become shorter, asks for one behind it. `total` is undefined as long as
 * it is not known of this very list.
 */
export function useLastPage(
  { page, size, total }: Pick<Props, 'page' | 'size' | 'total'>,
  onPage: (last: number) => void,
): void {
  const last = total === undefined ? page : Math.max(1, Math.ceil(total / size));
  const go = useEffectEvent(onPage);
  useEffect(() => {
    if (page > last) go(last);
  }, [page, last]);
}

/** `1-50 sur 61`. */
export function PageRange({ page, size, total }: Pick<Props, 'page' | 'size' | 'total'>): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  if (total === undefined) return <p className={styles.range} />;
  const from = total === 0 ? 0 : (page - 1) * size + 1;
  const values = {
    from: formatNumber(locale, from),
    to: formatNumber(locale, Math.min(page * size, total)),
    total: formatNumber(locale, total),
  };
  return (
    <p className={styles.range}>
      {i18n.t({ id: 'kit.pages.range', message: '{from}-{to} of {total}', values })}
    </p>
  );
}

function Way(props: {
  name: string;
  to: number | null;
  onPage: (page: number) => void;
  children: ReactNode;
}): ReactNode {
  const { name, to, onPage, children } = props;
  return (
    <ActionIcon
      variant="default"
      size={36}
      className={styles.way ?? ''}
      aria-label={name}
      data-hint={name}
      {...(to === null ? { 'data-disabled': true } : {})}
      aria-disabled={to === null}
      onClick={() => {
        if (to !== null) onPage(to);
      }}
    >
      {children}
    </ActionIcon>
  );
}
