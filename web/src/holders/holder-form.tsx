import { useLingui } from '@lingui/react';
import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Holder } from '../../../server/holders/contract.ts';
import { localeNames } from './locale-names.ts';
import styles from './holders.module.css';

export type HolderDraft = {
  firstName: string;
  lastName: string;
  email: string;
  personnelNumber: string;
  locale: 'fr' | 'nl' | 'en' | 'de' | null;
};

export const emptyHolder: HolderDraft = {
  firstName: '',
  lastName: '',
  email: '',
  personnelNumber: '',
  locale: null,
};

/** Who somebody is, to be written anew. */
export function draftOf({ firstName, lastName, email, personnelNumber, locale }: Holder): HolderDraft {
  return { firstName, lastName, email: email ?? '', personnelNumber: personnelNumber ?? '', locale };
}

type Props = { draft: HolderDraft; onChange: (draft: HolderDraft) => void };

/** The data of a user: all but the last name may be left out. */
export function HolderFields({ draft, onChange }: Props): ReactNode {
  const { i18n } = useLingui();
  const text = (key: Exclude<keyof HolderDraft, 'locale'>, label: string, more: object = {}) => (
    <TextInput
      label={label}
      value={draft[key]}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => onChange({ ...draft, [key]: event.currentTarget.value })}
      {...more}
    />
  );
  return (
    <div className={styles.form}>
      <div className={styles.days}>
        {text('lastName', i18n.t({ id: 'holders.last-name', message: 'Last name' }), {
          required: true,
          withAsterisk: true,
        })}
        {text('firstName', i18n.t({ id: 'holders.first-name', message: 'First name' }))}
      </div>
      {text('email', i18n.t({ id: 'holders.email', message: 'E-mail' }), {
        type: 'email',
        inputMode: 'email',
      })}
      <div className={styles.days}>
        {text('personnelNumber', i18n.t({ id: 'holders.personnel-number', message: 'Personnel number' }), {
          maxLength: 60,
        })}
        <label className={styles.field}>
          <span>{i18n.t({ id: 'holders.language', message: 'Language' })}</span>
          <select
            value={draft.locale ?? ''}
            onChange={(event) =>
              onChange({ ...draft, locale: (event.currentTarget.value || null) as HolderDraft['locale'] })
            }
          >
            <option value="">
              {i18n.t({ id: 'holders.language.company', message: 'that of the company' })}
            </option>
            {Object.entries(localeNames).map(([locale, name]) => (
              <option key={locale} value={locale} lang={locale}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}
