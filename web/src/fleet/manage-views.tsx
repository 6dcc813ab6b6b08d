import { useLingui } from '@lingui/react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ChangeView, SavedView } from '../../../server/views/contract.ts';
import { ConfirmButton } from '../kit/confirm-button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { changeView, removeView, viewsQuery } from './view-queries.ts';
import styles from './views.module.css';

/** Renames, shares and removes views: one's own, and for who may change things also those that colleagues share. */
export function ManageViews({ views, onClose }: { views: SavedView[]; onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const readOnly = useReadOnlyReason();
  const changeable = views.filter(({ mine }) => mine || readOnly === null);
  return (
    <Dialog
      title={i18n.t({ id: 'fleet.views.manage.title', message: 'Manage the views' })}
      onClose={onClose}
      actions={<Button onClick={onClose}>{i18n.t({ id: 'kit.done', message: 'Done' })}</Button>}
    >
      {changeable.length === 0 && (
        <p>{i18n.t({ id: 'fleet.views.manage.none', message: 'You have no view of your own.' })}</p>
      )}
      <ul className={styles.views}>
        {changeable.map((view) => (
          <ViewToManage key={view.id} view={view} mayShare={readOnly} />
        ))}
      </ul>
    </Dialog>
  );
}

function ViewToManage({ view, mayShare }: { view: SavedView; mayShare: string | null }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const queries = useQueryClient();
  const [name, setName] = useState(view.name);
  const settled = { onSettled: () => queries.invalidateQueries(viewsQuery) };
  const change = useMutation({ mutationFn: (wanted: ChangeView) => changeView(view.id, wanted), ...settled });
  const remove = useMutation({ mutationFn: () => removeView(view.id), ...settled });
  const failure = change.error ?? remove.error;
  const rename = () => {
    const wanted = name.trim();
    if (wanted === '') setName(view.name);
    else if (wanted !== view.name) change.mutate({ name: wanted });
  };
  return (
    <li className={styles.view}>
      <TextInput
        className={styles.name ?? ''}
        aria-label={i18n.t({
          id: 'fleet.views.name-of',
          message: 'Name of the view {name}',
          values: { name: view.name },
        })}
        value={name}
        maxLength={60}
        error={failure ? sentence(problemIn(failure)) : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename();
        }}
      />
      <Checkbox
        label={
          view.mine
            ? i18n.t({ id: 'fleet.views.shared-one', message: 'Shared' })
            : i18n.t({
                id: 'fleet.views.shared-by',
                message: 'Shared by {name}',
                values: { name: view.owner },
              })
        }
        checked={view.shared}
        disabled={mayShare !== null}
        title={mayShare ?? undefined}
        onChange={(event) => change.mutate({ shared: event.currentTarget.checked })}
      />
      <ConfirmButton
        title={i18n.t({
          id: 'fleet.views.remove.title',
          message: 'Remove the view “{name}”?',
          values: { name: view.name },
        })}
        effect={
          view.shared
            ? i18n.t({
                id: 'fleet.views.remove.shared',
                message: 'It goes for your colleagues too. The numbers stay as they are.',
              })
            : i18n.t({ id: 'fleet.views.remove.effect', message: 'The numbers stay as they are.' })
        }
        act={i18n.t({ id: 'fleet.views.remove.act', message: 'Remove the view' })}
        onConfirm={() => remove.mutate()}
      >
        {i18n.t({ id: 'fleet.views.remove', message: 'Remove' })}
      </ConfirmButton>
    </li>
  );
}
