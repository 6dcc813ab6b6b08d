import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@mantine/core';
import { BulkBar } from '../../src/kit/bulk-bar.tsx';
import { type Column, DataTable, type Sort } from '../../src/kit/data-table.tsx';
import { EmptyState } from '../../src/kit/empty-state.tsx';
import { NamedIcon } from '../../src/kit/named-icon.tsx';
import { Pages } from '../../src/kit/pages.tsx';
import { ProblemError } from '../../src/kit/problem.ts';

type Person = { id: string; name: string; city: string; ready: boolean; since: string };

const cities = ['Arlon', 'Bouillon', 'Chimay', 'Dinant', 'Eupen'];
const people: Person[] = Array.from({ length: 61 }, (_, index) => ({
  id: `p${index}`,
  name: `Personne ${String(index + 1).padStart(2, '0')}`,
  city: cities[index % 5] ?? '',
  ready: index % 4 !== 3,
  since: `2022-06-${String((index % 28) + 1).padStart(2, '0')}`,
}));

const columns: Column<Person>[] = [
  {
    key: 'name',
    name: 'Nom',
    width: 180,
    sticky: true,
    sortable: true,
    card: 'title',
    cell: (person) => <a href={`#${person.id}`}>{person.name}</a>,
  },
  {
    key: 'state',
    name: 'Statut',
    width: 140,
    card: 'corner',
    cell: (person) => (
      <NamedIcon name={person.ready ? 'Prêt' : 'En attente'} tone={person.ready ? 'good' : 'warn'} withText>
        {person.ready ? <IconCircleCheck size={16} /> : <IconAlertTriangle size={16} />}
      </NamedIcon>
    ),
  },
  { key: 'city', name: 'Ville', sortable: true, cell: (person) => person.city },
  { key: 'since', name: 'Depuis', width: 140, align: 'end', cell: (person) => person.since },
];

/** A list of 61, of which those in waiting do not go together with the others. `state` comes from the address. */
export function People({ state }: { state: string | null }): ReactNode {
  const [page, setPage] = useState(1);
  const [size, setSize] = useState(25);
  const [sort, setSort] = useState<Sort>({ by: 'name', descending: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const sorted = people.toSorted((one, other) => {
    const order =
      sort.by === 'city' ? one.city.localeCompare(other.city) : one.name.localeCompare(other.name);
    return sort.descending ? -order : order;
  });
  const rows =
    state === 'loading' || state === 'error'
      ? undefined
      : state === 'empty'
        ? []
        : sorted.slice((page - 1) * size, page * size);
  const first = people.find((person) => selected.has(person.id));
  return (
    <>
      <DataTable
        name="Personnes"
        columns={columns}
        rows={rows}
        rowKey={(person) => person.id}
        sort={sort}
        onSort={setSort}
        error={
          state === 'error'
            ? new ProblemError({
                status: 503,
                code: 'busy',
                detail: 'Le service est occupé.',
                requestId: '0190-ab',
              })
            : undefined
        }
        onRetry={() => {}}
        empty={<EmptyState title="Personne ne correspond">Retirez un filtre.</EmptyState>}
        selection={{
          isSelected: (person) => selected.has(person.id),
          reasonAgainst: (person) =>
            first && first.ready !== person.ready ? 'Un autre statut que la sélection' : null,
          rowName: (person) => `Sélectionner ${person.name}`,
          onChange: (changed, wanted) => {
            const next = new Set(selected);
            const fitting = changed[0]?.ready ?? true;
            for (const person of changed) {
              if (!wanted) next.delete(person.id);
              else if ((first?.ready ?? fitting) === person.ready) next.add(person.id);
            }
            setSelected(next);
          },
        }}
      />
      <Pages
        page={page}
        size={size}
        total={rows ? (state === 'empty' ? 0 : people.length) : undefined}
        onPage={setPage}
        onSize={setSize}
      />
      {selected.size > 0 && (
        <BulkBar
          count={`${selected.size} sélectionnées`}
          rule="Seules les personnes de même statut vont ensemble."
        >
          <Button variant="default" onClick={() => setSelected(new Set())}>
            Tout désélectionner
          </Button>
          <Button>Modifier</Button>
        </BulkBar>
      )}
    </>
  );
}
