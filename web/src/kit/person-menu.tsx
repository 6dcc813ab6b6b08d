import { useMantineColorScheme } from '@mantine/core';
import { useLingui } from '@lingui/react';
import {
  IconChevronDown,
  IconDeviceDesktop,
  IconDevices,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { languages, useLocale } from './locale.ts';
import styles from './person-menu.module.css';
import { PopupChoice, PopupGroup } from './popup-choice.tsx';
import { Popup } from './popup.tsx';

/** Who is signed in, as the top bar shows him. */
export type FramePerson = { name: string; firstName: string; organisation: string | null };

type Props = {
  person: FramePerson;
  onSignOut: () => void;
  onSignOutEverywhere: () => void;
  onLanguage: (locale: string) => void;
};

/** The signed-in person's first name with what is his: language, light or dark, signing out here and everywhere. */
export function PersonMenu({ person, onSignOut, onSignOutEverywhere, onLanguage }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const button = (
    <>
      <span aria-hidden className={styles.initial}>
        {person.firstName.slice(0, 1)}
      </span>
      <span className={styles.name}>{person.firstName}</span>
      <IconChevronDown aria-hidden size={16} className={styles.chevron} />
    </>
  );
  return (
    <Popup button={button} buttonClass={styles.button} align="end" width={248}>
      {(close) => (
        <>
          <div className={styles.who}>
            <p className={styles.fullName}>{person.name}</p>
            {person.organisation && <p>{person.organisation}</p>}
          </div>
          <PopupGroup name={i18n.t({ id: 'kit.language', message: 'Language' })}>
            {languages.map((language) => (
              <PopupChoice
                key={language.locale}
                lang={language.locale}
                chosen={language.locale === locale}
                onChoose={() => {
                  close();
                  onLanguage(language.locale);
                }}
              >
                {language.name}
              </PopupChoice>
            ))}
          </PopupGroup>
          <SchemeChoice />
          <PopupChoice icon={<IconLogout size={16} stroke={1.75} />} onChoose={onSignOut}>
            {i18n.t({ id: 'kit.sign-out', message: 'Sign out' })}
          </PopupChoice>
          <PopupChoice icon={<IconDevices size={16} stroke={1.75} />} onChoose={onSignOutEverywhere}>
            {i18n.t({ id: 'kit.sign-out-everywhere', message: 'Sign out everywhere' })}
          </PopupChoice>
        </>
      )}
    </Popup>
  );
}

function SchemeChoice(): ReactNode {
  const { i18n } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true }); // else it writes a style element
  const schemes = [
    { value: 'light', icon: IconSun, name: i18n.t({ id: 'kit.scheme.light', message: 'Light' }) },
    { value: 'dark', icon: IconMoon, name: i18n.t({ id: 'kit.scheme.dark', message: 'Dark' }) },
    {
      value: 'auto',
      icon: IconDeviceDesktop,
      name: i18n.t({ id: 'kit.scheme.auto', message: 'As the system' }),
    },
  ] as const;
  return (
    <PopupGroup name={i18n.t({ id: 'kit.scheme', message: 'Appearance' })}>
      {schemes.map(({ value, icon: Icon, name }) => (
        <PopupChoice
          key={value}
          icon={<Icon size={16} stroke={1.75} />}
          chosen={value === colorScheme}
          onChoose={() => setColorScheme(value)}
        >
          {name}
        </PopupChoice>
      ))}
    </PopupGroup>
  );
}
