import { Button } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { type ErrorComponentProps, useLocation, useRouter } from '@tanstack/react-router';
import { createContext, type ReactNode, use, useEffect } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { useLocale } from '../kit/locale.ts';
import { PlainFrame } from '../kit/plain-frame.tsx';
import { addressIn } from './address.ts';
import styles from './page-states.module.css';

/** Whether the frame of a signed-in person is around already. */
export const InFrame = createContext(false);

/** An address that leads nowhere; with a frame of its own where none is around. */
export function NothingHere(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const href = useLocation({ select: (location) => location.href });
  const isFramed = use(InFrame);
  const title = i18n.t({ id: 'frame.nothing-here', message: 'There is no page at this address' });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const told = (
    <EmptyState
      wholePage
      title={title}
      actions={
        <Button component="a" href={`/${locale}`} variant="default">
          {i18n.t({ id: 'frame.to-dashboard', message: 'Go to the dashboard' })}
        </Button>
      }
    >
      {i18n.t({
        id: 'frame.nothing-here-detail',
        message: 'The link may be old, or you may not see what it leads to.',
      })}
    </EmptyState>
  );
  return isFramed ? told : <PlainFrame inLanguage={(other) => addressIn(href, other)}>{told}</PlainFrame>;
}

/** A page that could not be shown. */
export function PageFailed({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} onRetry={retry} />;
}

/** While a page's code or data is on its way: the shape of a page, not a spinner. */
export function PageSkeleton(): ReactNode {
  return (
    <div aria-hidden className={styles.skeleton}>
      <span />
      <span />
    </div>
  );
}
