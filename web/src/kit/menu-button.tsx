import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Opens the menu where there is no room for it at the side. */
export function MenuButton({
  name,
  className,
  onClick,
}: {
  name: string;
  className?: string | undefined;
  onClick: () => void;
}): ReactNode {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      className={className ?? ''}
      aria-label={name}
      aria-haspopup="dialog"
      onClick={onClick}
    >
      <IconMenu2 aria-hidden size={22} stroke={1.75} />
    </ActionIcon>
  );
}
