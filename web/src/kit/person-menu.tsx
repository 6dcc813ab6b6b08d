import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useLingui } from '@lingui/react';
import {
  IconCheck,
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
  const { colorScheme, setColorScheme } = useMantineColorScheme();
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
    <Menu position="bottom-end" width={248} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={styles.button}>
          <span aria-hidden className={styles.initial}>
            {person.firstName.slice(0, 1)}
          </span>
          <span className={styles.name}>{person.firstName}</span>
          <IconChevronDown aria-hidden size={16} className={styles.name} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown}>
        <div className={styles.who}>
          <p className={styles.fullName}>{person.name}</p>
          {person.organisation && <p>{person.organisation}</p>}
        </div>
        <Menu.Divider />
        <Menu.Label>{i18n.t({ id: 'kit.language', message: 'Language' })}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language.locale}
            role="menuitemradio"
            aria-checked={language.locale === locale}
            lang={language.locale}
            rightSection={language.locale === locale ? <IconCheck aria-hidden size={16} /> : null}
            onClick={() => onLanguage(language.locale)}
          >
            {language.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{i18n.t({ id: 'kit.scheme', message: 'Appearance' })}</Menu.Label>
        {schemes.map(({ value, icon: Icon, name }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === colorScheme}
            leftSection={<Icon aria-hidden size={16} stroke={1.75} />}
            rightSection={value === colorScheme ? <IconCheck aria-hidden size={16} /> : null}
            onClick={() => setColorScheme(value)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout aria-hidden size={16} stroke={1.75} />} onClick={onSignOut}>
          {i18n.t({ id: 'kit.sign-out', message: 'Sign out' })}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDevices aria-hidden size={16} stroke={1.75} />}
          onClick={onSignOutEverywhere}
        >
          {i18n.t({ id: 'kit.sign-out-everywhere', message: 'Sign out everywhere' })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
