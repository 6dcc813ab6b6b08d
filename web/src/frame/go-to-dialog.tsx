import { useLingui } from '@lingui/react';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import { lineListQuery } from '../fleet/queries.ts';
import { viewsQuery } from '../fleet/view-queries.ts';
import { searchOfView } from '../fleet/views.ts';
import { Dialog, focusFirst } from '../kit/dialog.tsx';
import { formatNumber } from '../kit/format.ts';
import type { MenuGroup } from '../kit/frame.tsx';
import { useLocale } from '../kit/locale.ts';
import { type Destination, destinationsFor, stepFrom } from './destinations.ts';
import styles from './go-to.module.css';

type Props = { name: string; menu: MenuGroup[]; fleet: boolean; onClose: () => void };

/** Finds a number, a view or a page by what is typed, and goes there by Enter or a click. */
export function GoToDialog({ name, menu, fleet, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const numbers = useNumbers(useDeferredValue(typed.trim()), fleet);
  const places = usePlaces(menu, fleet);
  const found = [...numbers.found, ...destinationsFor(typed, places)];
  const current = Math.min(at, Math.max(found.length - 1, 0));
  const optionId = (index: number) => `${listId}-${index}`;
  const go = (destination: Destination | undefined) => {
    if (!destination) return;
    onClose();
    destination.go();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(found[current]);
    else if (event.key === 'ArrowDown') setAt(stepFrom(current, 1, found.length));
    else if (event.key === 'ArrowUp') setAt(stepFrom(current, -1, found.length));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={name} onClose={onClose}>
      <TextInput
        ref={focusFirst}
        role="combobox"
        aria-label={name}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? optionId(current) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label={name} className={styles.found}>
        {[...Map.groupBy(found, ({ group }) => group)].map(([group, destinations]) => (
          <div key={group} role="group" aria-label={group}>
            <p aria-hidden className={styles.group}>
              {group}
            </p>
            {destinations.map((destination) => {
              const index = found.indexOf(destination);
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the field, whose keys do the same
                <div
                  key={destination.key}
                  id={optionId(index)}
                  role="option"
                  aria-selected={index === current}
                  className={styles.option}
                  ref={index === current ? intoView : undefined}
                  onPointerMove={() => setAt(index)}
                  onClick={() => go(destination)}
                >
                  <span>{destination.label}</span>
                  {destination.detail && <span className={styles.detail}>{destination.detail}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className={styles.none}>
        {found.length === 0 && !numbers.searching
          ? i18n.t({
              id: 'frame.go-to.none',
              message: 'Nothing found. Try a part of the number or the name.',
            })
          : null}
      </p>
    </Dialog>
  );
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** The first numbers that are found, and the way to all of them. */
function useNumbers(search: string, fleet: boolean): { found: Destination[]; searching: boolean } {
  const { i18n } = useLingui();
  const router = useRouter();
  const locale = useLocale();
  const enabled = fleet && search.length > 1;
  const { data, isFetching } = useQuery({
    ...lineListQuery({ search, sort: 'name', direction: 'asc', page: 1, size: 5 }),
    enabled,
  });
  if (!enabled || !data) return { found: [], searching: enabled && isFetching };
  const group = i18n.t({ id: 'frame.go-to.numbers', message: 'Numbers' });
  const found: Destination[] = data.lines.map((line) => ({
    key: line.id,
    group,
    label: showMsisdn(line.msisdn),
    detail: line.holderName,
    go: () => void router.navigate({ to: '/$locale/fleet/$line', params: { locale, line: line.id } }),
  }));
  if (data.total > found.length)
    found.push({
      key: 'all',
      group,
      label: i18n.t({
        id: 'frame.go-to.all-numbers',
        message: 'Show all {count} numbers',
        values: { count: formatNumber(locale, data.total) },
      }),
      go: () => void router.navigate({ to: '/$locale/fleet', params: { locale }, search: { search } }),
    });
  return { found, searching: isFetching };
}

/** The pages of the menu, and the views. */
function usePlaces(menu: MenuGroup[], fleet: boolean): Destination[] {
  const { i18n } = useLingui();
  const router = useRouter();
  const locale = useLocale();
  const { data: views = [] } = useQuery({ ...viewsQuery, enabled: fleet });
  const pages = i18n.t({ id: 'frame.go-to.pages', message: 'Pages' });
  const named = i18n.t({ id: 'fleet.views', message: 'Views' });
  return [
    ...menu.flatMap(({ entries }) =>
      entries.map(({ label, to }) => ({
        key: to,
        group: pages,
        label,
        go: () => router.history.push(to),
      })),
    ),
    ...views.map((view) => ({
      key: view.id,
      group: named,
      label: view.name,
      ...(view.mine ? {} : { detail: view.owner }),
      go: () =>
        void router.navigate({ to: '/$locale/fleet', params: { locale }, search: searchOfView(view.query) }),
    })),
  ];
}
