import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type Props = Omit<ButtonProps, 'disabled'> & {
  /** Why it cannot be pressed now, as a sentence; null when it can. */
  reason: string | null;
  onClick: () => void;
  children: ReactNode;
};

/**
 * A button that can be unavailable and says why. It stays reachable by keyboard (`aria-disabled`, not `disabled`), so that the
 * reason is heard and seen.
 */
export function GuardedButton({ reason, onClick, children, ...button }: Props): ReactNode {
  const id = useId();
  if (reason === null) {
    return (
      <Button {...button} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <>
      <Button {...button} type="button" data-disabled aria-disabled aria-describedby={id} data-hint={reason}>
        {children}
      </Button>
      <span id={id} className="visually-hidden">
        {reason}
      </span>
    </>
  );
}
