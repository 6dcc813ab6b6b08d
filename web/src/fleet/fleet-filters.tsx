import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFilter } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { FilterChips } from '../kit/filter-chips.tsx';
import { useDayChips } from './day-chips.ts';
import { useFilterWords } from './filter-words.ts';
import { filterCount, type FleetSearch, filterNames, withFilter, withoutFilters } from './fleet-search.ts';
import { usePastedWords } from './pasted-list.tsx';
import { pastedListQuery } from './queries.ts';

// fetched when the panel is opened, as what it shows
const Facets = lazy(async () => ({ default: (await import('./facets.tsx')).Facets }));

type Props = { search: FleetSearch; onSearch: (search: FleetSearch) => void };

/** Filtrer: a panel with every value that occurs under the rest of the filter and how many numbers have it. */
export function FilterButton({ search, onSearch }: Props): ReactNode {
  const { i18n } = useLingui();
  const [open, setOpen] = useState(false);
  const active = filterCount(search);
  const name = i18n.t({ id: 'fleet.filter', message: 'Filter' });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFilter aria-hidden size={17} />}
        onClick={() => setOpen(true)}
      >
        {active > 0 ? `${name} (${active})` : name}
      </Button>
      {open && (
        <Dialog
          place="end"
          title={name}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button variant="default" onClick={() => onSearch(withoutFilters(search))}>
                {i18n.t({ id: 'kit.filters.clear', message: 'Clear all filters' })}
              </Button>
              <Button onClick={() => setOpen(false)}>
                {i18n.t({ id: 'fleet.filter.show', message: 'Show the numbers' })}
              </Button>
            </>
          }
        >
          <Suspense>
            <Facets search={search} onSearch={onSearch} />
          </Suspense>
        </Dialog>
      )}
    </>
  );
}

/** The filters at work, each removable. */
export function ActiveFilters({ search, onSearch }: Props): ReactNode {
  const words = useFilterWords(search);
  const pasted = usePastedWords();
  const list = useQuery({ ...pastedListQuery(search.list ?? ''), enabled: search.list !== undefined });
  const dayChips = useDayChips(search, onSearch);
  const listChip = {
    key: 'list',
    name: pasted.name,
    value: pasted.value(list.data),
    onRemove: () => onSearch({ ...search, list: undefined, page: undefined }),
  };
  const chips = filterNames.flatMap((name) =>
    (search[name] ?? []).map((value) => ({
      key: `${name} ${value}`,
      name: words.name(name),
      value: words.value(name, value),
      onRemove: () => onSearch(withFilter(search, name, value, false)),
    })),
  );
  return (
    <FilterChips
      chips={[...(search.list ? [listChip] : []), ...chips, ...dayChips]}
      onClear={() => onSearch(withoutFilters(search))}
    />
  );
}
