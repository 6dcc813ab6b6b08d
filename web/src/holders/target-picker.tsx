import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { AssignmentKind } from '../../../server/holders/contract.ts';
import { SearchField } from '../orders/search-field.tsx';
import { AddTarget } from './add-target.tsx';
import styles from './holders.module.css';
import { useKindWords } from './kind-words.ts';
import { costCentresQuery, holdersQuery } from './queries.ts';

type Props = { kind: AssignmentKind; chosen: string | null; onChoose: (id: string | null) => void };
type Choice = { id: string; name: string; more: string };

/** Shown at once; who is not among them is found by typing. */
const shown = 6;

/** Chooses a holder or an open cost centre, or writes down a new one. */
export function TargetPicker({ kind, chosen, onChoose }: Props): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords(kind);
  const group = useId();
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const { choices, total } = useChoices(kind, search);
  if (isAdding)
    return (
      <AddTarget
        kind={kind}
        onCancel={() => setAdding(false)}
        onAdded={(added) => {
          setAdding(false);
          setSearch(added.words);
          onChoose(added.id);
        }}
      />
    );
  return (
    <fieldset className={styles.picker}>
      <legend>{words.name}</legend>
      <div className={styles.pickerHead}>
        <SearchField
          label={words.search}
          value={search}
          onChange={(typed) => {
            setSearch(typed);
            onChoose(null);
          }}
        />
        <Button variant="subtle" onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      </div>
      <div className={styles.choices}>
        {choices?.map((choice) => (
          <label key={choice.id} className={styles.choice}>
            <input
              type="radio"
              name={group}
              checked={chosen === choice.id}
              onChange={() => onChoose(choice.id)}
            />
            <span>
              {choice.name} <span className={styles.quiet}>{choice.more}</span>
            </span>
          </label>
        ))}
      </div>
      <p role="status" className={styles.quiet}>
        {choices?.length === 0 && i18n.t({ id: 'holders.nothing-found', message: 'Nothing fits.' })}
        {total > shown &&
          i18n.t({
            id: 'holders.more',
            message:
              '{count, plural, one {# more fits: type more of it.} other {# more fit: type more of it.}}',
            values: { count: total - shown },
          })}
      </p>
    </fieldset>
  );
}

function useChoices(kind: AssignmentKind, search: string): { choices: Choice[] | undefined; total: number } {
  const query = { search: search || undefined, size: shown };
  const people = useQuery({ ...holdersQuery(query), enabled: kind === 'holder' });
  const centres = useQuery({
    ...costCentresQuery({ ...query, open: 'true' }),
    enabled: kind === 'cost-centre',
  });
  if (kind === 'holder')
    return {
      choices: people.data?.holders.map(({ id, name, email, personnelNumber }) => ({
        id,
        name,
        more: [personnelNumber, email].filter(Boolean).join(' · '),
      })),
      total: people.data?.total ?? 0,
    };
  return {
    choices: centres.data?.costCentres.map(({ id, code, name }) => ({ id, name: code, more: name })),
    total: centres.data?.total ?? 0,
  };
}
