import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { AssigningProps } from '../fleet/bulk-assign.tsx';
import { meQuery } from '../sign-in/session.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { AssigningBar } from './assigning-bar.tsx';
import { EndDialog } from './end-dialog.tsx';

/** The dialog that was asked for, and how far it is with many numbers. */
export function AssigningMany({ act, selection, count, onClose }: AssigningProps): ReactNode {
  const { data: person } = useQuery(meQuery);
  const kind = act === 'holder' || act === 'end-holder' ? 'holder' : 'cost-centre';
  const ends = act === 'end-holder' || act === 'end-cost-centre';
  return (
    <>
      {person && <AssigningBar personId={person.id} />}
      {act &&
        selection &&
        (ends ? (
          <EndDialog kind={kind} selection={selection} count={count} onClose={onClose} />
        ) : (
          <AssignDialog kind={kind} selection={selection} count={count} onClose={onClose} />
        ))}
    </>
  );
}
