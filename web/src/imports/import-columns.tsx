import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  type Import,
  type ImportColumn,
  type ImportField,
  fieldsOfKind,
  type ImportKind,
} from '../../../server/imports/contract.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { ImportReadingFields } from './import-reading-fields.tsx';
import { useFieldName } from './import-words.ts';
import { KindChoice } from './kind-choice.tsx';
import { checkImport, correctReading } from './queries.ts';
import styles from './imports.module.css';

/** What each column of the file means, as recognised: to be confirmed or corrected. */
export function ImportColumns({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const [fields, setFields] = useState(made.columns.map(({ field }) => field));
  const read = useMutation({
    mutationFn: (how: Parameters<typeof correctReading>[1]) => correctReading(made.id, how),
  });
  const check = useMutation({
    mutationFn: async () => {
      await correctReading(made.id, { fields });
      return checkImport(made.id);
    },
  });
  // A meaning belongs to one column: given to another, it leaves the first.
  const choose = (place: number, field: ImportField | null) =>
    setFields(fields.map((each, at) => (at === place ? field : each === field ? null : each)));
  const error = read.error ?? check.error;
  return (
    <div className={styles.stack}>
      {error && <Notice kind="bad" announce title={sentence(problemIn(error))} />}
      <section className={styles.panel} aria-labelledby="import-columns">
        <h2 id="import-columns" className={styles.heading}>
          {i18n.t({ id: 'imports.columns', message: 'What the columns mean' })}
        </h2>
        <p className={styles.note}>
          {i18n.t({
            id: 'imports.columns.note',
            message:
              'Recognised from your file. Correct what is wrong; columns that mean nothing are passed over.',
          })}
        </p>
        <KindChoice kind={made.kind} busy={read.isPending} onKind={(kind) => read.mutate({ kind })} />
        <ul className={styles.columns}>
          {made.columns.map((column, place) => (
            <Column
              // columns may share a name: their place tells them apart
              key={`${place} ${column.name}`}
              column={column}
              kind={made.kind}
              field={fields[place] ?? null}
              onField={(field) => choose(place, field)}
            />
          ))}
        </ul>
      </section>
      <ImportReadingFields
        reading={made.reading}
        busy={read.isPending}
        onChange={(how) => read.mutate(how)}
      />
      <div className={styles.ways}>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {i18n.t({ id: 'imports.check', message: 'Check the rows' })}
        </Button>
      </div>
    </div>
  );
}

type ColumnProps = {
  column: ImportColumn;
  kind: ImportKind;
  field: ImportField | null;
  onField: (field: ImportField | null) => void;
};

function Column({ column, kind, field, onField }: ColumnProps): ReactNode {
  const { i18n } = useLingui();
  const fieldName = useFieldName();
  const samples = column.samples.filter((sample) => sample !== '').slice(0, 3);
  return (
    <li className={styles.column} data-used={field !== null || undefined}>
      <div className={styles.columnWords}>
        <strong className={styles.columnName}>{column.name}</strong>
        <span className={styles.samples}>{samples.join(' · ') || '–'}</span>
      </div>
      <select
        className={styles.select}
        aria-label={i18n.t({
          id: 'imports.column.means',
          message: 'The column {name} means',
          values: { name: column.name },
        })}
        value={field ?? ''}
        onChange={({ currentTarget }) =>
          onField(fieldsOfKind[kind].find((each) => each === currentTarget.value) ?? null)
        }
      >
        <option value="">{i18n.t({ id: 'imports.column.nothing', message: 'Nothing: pass over' })}</option>
        {fieldsOfKind[kind].map((each) => (
          <option key={each} value={each}>
            {fieldName(each)}
          </option>
        ))}
      </select>
    </li>
  );
}
