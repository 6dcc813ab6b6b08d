import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { brand } from './brand.ts';
import { HintLayer } from './hint-layer.tsx';
import { languages, useLocale } from './locale.ts';
import styles from './plain-frame.module.css';

type Props = {
  /** Address of this page in another language. */
  inLanguage: (locale: string) => string;
  children: ReactNode;
};

/** Around pages that nobody has to be signed in for: the operator's name and the languages. */
export function PlainFrame({ inLanguage, children }: Props): ReactNode {
  const { i18n } = useLingui();
  const current = useLocale();
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <img src={brand.logo} alt="" width={32} height={32} />
          <span className={styles.operator}>{brand.name}</span>
          <span className={styles.area}>{i18n.t({ id: 'kit.customer-area', message: 'Customer area' })}</span>
        </span>
        <nav aria-label={i18n.t({ id: 'kit.language', message: 'Language' })}>
          <ul className={styles.languages}>
            {languages.map(({ locale, name }) => (
              <li key={locale}>
                <a
                  href={inLanguage(locale)}
                  lang={locale}
                  hrefLang={locale}
                  className={styles.language}
                  aria-current={locale === current ? 'true' : undefined}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        {children}
      </main>
      <HintLayer />
    </div>
  );
}
