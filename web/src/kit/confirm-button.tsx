import { Button, type ButtonProps } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { Dialog } from './dialog.tsx';

type Props = Omit<ButtonProps, 'onClick'> & {
  /** Says what will happen, as a heading: `Cancel 12 changes?` */
  title: string;
  /** The effect in a sentence: what changes, for whom, from when, and what stays. */
  effect: ReactNode;
  /** The act itself as a verb, on the button that does it: `Cancel the changes`. */
  act: string;
  onConfirm: () => void;
  children: ReactNode;
};

/** A button for what cannot be undone: asks once, and names the effect. Where undo is possible, offer undo instead. */
export function ConfirmButton({ title, effect, act, onConfirm, children, ...button }: Props): ReactNode {
  const { i18n } = useLingui();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button variant="default" {...button} onClick={() => setAsking(true)}>
        {children}
      </Button>
      {asking && (
        <Dialog
          title={title}
          onClose={close}
          actions={
            <>
              <Button variant="default" onClick={close}>
                {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
              </Button>
              <Button
                onClick={() => {
                  close();
                  onConfirm();
                }}
              >
                {act}
              </Button>
            </>
          }
        >
          {effect}
        </Dialog>
      )}
    </>
  );
}
