import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { type ImportReading, textEncodings, textSeparators } from '../../../server/imports/contract.ts';
import type { correctReading } from './queries.ts';
import styles from './imports.module.css';

type Props = {
  reading: ImportReading;
  busy: boolean;
  onChange: (how: Parameters<typeof correctReading>[1]) => void;
};

/** How the file is read, as recognised: corrected here when letters or cells look wrong. */
export function ImportReadingFields({ reading, busy, onChange }: Props): ReactNode {
  const { i18n } = useLingui();
  const separators: Record<(typeof textSeparators)[number], string> = {
    ';': i18n.t({ id: 'imports.separator.semicolon', message: 'Semicolon ;' }),
    ',': i18n.t({ id: 'imports.separator.comma', message: 'Comma ,' }),
    '\t': i18n.t({ id: 'imports.separator.tab', message: 'Tab' }),
    '|': i18n.t({ id: 'imports.separator.bar', message: 'Bar |' }),
  };
  const encodings: Record<(typeof textEncodings)[number], string> = {
    'utf-8': 'UTF-8',
    'windows-1252': 'Windows-1252',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
  };
  return (
    <details className={styles.panel}>
      <summary className={styles.summary}>
        {i18n.t({ id: 'imports.reading', message: 'How the file is read' })}
      </summary>
      <div className={styles.reading} aria-busy={busy}>
        {reading.format === 'text' ? (
          <>
            <Choice
              name={i18n.t({ id: 'imports.reading.separator', message: 'Between the cells' })}
              value={reading.separator}
              choices={textSeparators.map((value) => ({ value, name: separators[value] }))}
              onChange={(separator) => onChange({ separator })}
            />
            <Choice
              name={i18n.t({ id: 'imports.reading.encoding', message: 'Letters are written in' })}
              value={reading.encoding}
              choices={textEncodings.map((value) => ({ value, name: encodings[value] }))}
              onChange={(encoding) => onChange({ encoding })}
            />
          </>
        ) : (
          <Choice
            name={i18n.t({ id: 'imports.reading.sheet', message: 'Sheet' })}
            value={String(reading.sheet)}
            choices={reading.sheets.map((name, place) => ({ value: String(place), name }))}
            onChange={(sheet) => onChange({ sheet: Number(sheet) })}
          />
        )}
        <Choice
          name={i18n.t({ id: 'imports.reading.header', message: 'The first row' })}
          value={reading.hasHeader ? 'names' : 'data'}
          choices={[
            { value: 'names', name: i18n.t({ id: 'imports.header.names', message: 'Names the columns' }) },
            { value: 'data', name: i18n.t({ id: 'imports.header.data', message: 'Is a number to change' }) },
          ]}
          onChange={(header) => onChange({ hasHeader: header === 'names' })}
        />
      </div>
    </details>
  );
}

type ChoiceProps<V extends string> = {
  name: string;
  value: V;
  choices: { value: V; name: string }[];
  onChange: (value: V) => void;
};

function Choice<V extends string>({ name, value, choices, onChange }: ChoiceProps<V>): ReactNode {
  return (
    <label className={styles.choice}>
      <span className={styles.label}>{name}</span>
      <select
        className={styles.select}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = choices.find((choice) => choice.value === currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </label>
  );
}
