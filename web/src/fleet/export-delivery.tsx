import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { PopupChoice, PopupGroup } from '../kit/popup-choice.tsx';

/**
 * More lines than these are written in the background unless told otherwise. It is not the writing that takes long (measured: 0.5 s for so many) but the
 * way: 13 MB as CSV, 4 MB as XLSX, and a download that breaks off begins anew.
 */
export const mostAtOnce = 50_000;

const deliveries = ['now', 'link'] as const;
/** How a person gets his file: the browser saves it at once, or it is written in the background and he is sent a link. */
export type Delivery = (typeof deliveries)[number];

/** The choice between waiting for the file and being told of it; the menu stays open for the file itself. */
export function DeliveryChoice(props: {
  chosen: Delivery;
  onChoose: (delivery: Delivery) => void;
}): ReactNode {
  const { i18n } = useLingui();
  const names: Record<Delivery, string> = {
    now: i18n.t({ id: 'fleet.export.now', message: 'Download at once' }),
    link: i18n.t({ id: 'fleet.export.link', message: 'Prepare it and send me a link by mail' }),
  };
  return (
    <PopupGroup name={i18n.t({ id: 'fleet.export.delivery', message: 'How you get it' })}>
      {deliveries.map((delivery) => (
        <PopupChoice
          key={delivery}
          chosen={delivery === props.chosen}
          onChoose={() => props.onChoose(delivery)}
        >
          {names[delivery]}
        </PopupChoice>
      ))}
    </PopupGroup>
  );
}

const askedKey = (personId: string) => `flottille.export-asked.${personId}`;

/** Whether this person has asked for a file here and has not closed what tells of it. */
export function isExportAsked(personId: string): boolean {
  return sessionStorage.getItem(askedKey(personId)) !== null;
}

export function keepExportAsked(personId: string, asked: boolean): void {
  if (asked) sessionStorage.setItem(askedKey(personId), 'yes');
  else sessionStorage.removeItem(askedKey(personId));
}
