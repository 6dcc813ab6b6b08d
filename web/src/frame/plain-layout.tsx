import { Outlet, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PlainFrame } from '../kit/plain-frame.tsx';
import { addressIn } from './address.ts';

/** Around the pages that nobody has to be signed in for. */
export function PlainLayout(): ReactNode {
  const href = useLocation({ select: (location) => location.href });
  return (
    <PlainFrame inLanguage={(locale) => addressIn(href, locale)}>
      <Outlet />
    </PlainFrame>
  );
}
