import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { PopupChoice, PopupGroup } from '../kit/popup-choice.tsx';
import { meQuery } from '../sign-in/session.ts';

const writings = ['local', 'iso'] as const;
/** How dates and decimals stand in an exported file. */
export type Writing = (typeof writings)[number];

/** How this person has his files written: what he chose last, kept in this browser. */
export function useWriting(): [Writing, (writing: Writing) => void] {
  const { data: person } = useQuery(meQuery);
  const [now, setNow] = useState<Writing>();
  const key = `flottille.export-writing.${person?.id}`;
  const kept = writings.find((writing) => writing === localStorage.getItem(key));
  const choose = (writing: Writing) => {
    if (person) localStorage.setItem(key, writing);
    setNow(writing);
  };
  return [now ?? kept ?? 'local', choose];
}

/** The choice between files for spreadsheets and files for programs; the menu stays open for the file itself. */
export function WritingChoice(props: { chosen: Writing; onChoose: (writing: Writing) => void }): ReactNode {
  const { i18n } = useLingui();
  const names: Record<Writing, string> = {
    local: i18n.t({
      id: 'fleet.export.writing.local',
      message: 'For spreadsheets: 13/06/2026, 12.50',
    }),
    iso: i18n.t({ id: 'fleet.export.writing.iso', message: 'For programs (ISO): 2026-06-13, 12.50' }),
  };
  return (
    <PopupGroup name={i18n.t({ id: 'fleet.export.writing', message: 'Dates and decimals' })}>
      {writings.map((writing) => (
        <PopupChoice key={writing} chosen={writing === props.chosen} onChoose={() => props.onChoose(writing)}>
          {names[writing]}
        </PopupChoice>
      ))}
    </PopupGroup>
  );
}
