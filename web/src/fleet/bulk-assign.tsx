import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import { PopupChoice, PopupGroup } from '../kit/popup-choice.tsx';
import { Popup } from '../kit/popup.tsx';
import { meQuery } from '../sign-in/session.ts';
import { keptWorkKey } from './kept-work.ts';

/** What can be done with the users and cost centres of many numbers. */
export const assigningActs = ['holder', 'cost-centre', 'end-holder', 'end-cost-centre'] as const;
export type AssigningAct = (typeof assigningActs)[number];

export type AssigningProps = {
  /** The dialog that is open. */
  act: AssigningAct | null;
  selection: Selection | null;
  count: number;
  onClose: () => void;
};

/** Whether this person has begun with many numbers, here or before. */
export function useKeptWork(): [boolean, (begun: boolean) => void] {
  const { data: person } = useQuery(meQuery);
  const [begun, setBegun] = useState(false);
  return [begun || (person != null && localStorage.getItem(keptWorkKey(person.id)) !== null), setBegun];
}

/** The ways to give the chosen numbers a user or a cost centre, or to end with what they have. */
export function BulkAssign({ onChoose }: { onChoose: (act: AssigningAct) => void }): ReactNode {
  const { i18n } = useLingui();
  const groups: [string, [AssigningAct, string][]][] = [
    [
      i18n.t({ id: 'fleet.line.holder', message: 'User' }),
      [
        ['holder', i18n.t({ id: 'holders.holder.give', message: 'Assign a user' })],
        ['end-holder', i18n.t({ id: 'holders.holder.end', message: 'End with this user' })],
      ],
    ],
    [
      i18n.t({ id: 'fleet.column.cost-centre', message: 'Cost centre' }),
      [
        ['cost-centre', i18n.t({ id: 'holders.cost-centre.give', message: 'Assign a cost centre' })],
        ['end-cost-centre', i18n.t({ id: 'holders.cost-centre.end', message: 'End with this cost centre' })],
      ],
    ],
  ];
  return (
    <Popup
      align="end"
      button={
        <>
          <IconUsers aria-hidden size={17} />
          {i18n.t({ id: 'holders.assign', message: 'Assign' })}
        </>
      }
    >
      {(close) =>
        groups.map(([name, acts]) => (
          <PopupGroup key={name} name={name}>
            {acts.map(([act, label]) => (
              <PopupChoice
                key={act}
                onChoose={() => {
                  close();
                  onChoose(act);
                }}
              >
                {label}
              </PopupChoice>
            ))}
          </PopupGroup>
        ))
      }
    </Popup>
  );
}
