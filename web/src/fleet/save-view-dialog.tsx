import { useLingui } from '@lingui/react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SavedView } from '../../../server/views/contract.ts';
import { Dialog, focusFirst } from '../kit/dialog.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import type { FleetSearch } from './fleet-search.ts';
import { changeView, saveView, viewsQuery } from './view-queries.ts';
import { viewQueryOf } from './views.ts';
import styles from './views.module.css';

type Props = { search: FleetSearch; views: SavedView[]; onClose: () => void };

/** Keeps what the list shows under a name; under one that he has already it takes the place of that view. */
export function SaveViewDialog({ search, views, onClose }: Props): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const readOnly = useReadOnlyReason();
  const queries = useQueryClient();
  const [id] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [asked, setAsked] = useState(false);
  const same = views.find((view) => view.mine && view.name === name.trim());
  const save = useMutation({
    mutationFn: () => {
      const query = viewQueryOf(search);
      return same
        ? changeView(same.id, { query, shared })
        : saveView({ id, name: name.trim(), shared, query });
    },
    onSuccess: async () => {
      await queries.invalidateQueries(viewsQuery);
      onClose();
    },
  });
  const missing =
    asked && name.trim() === ''
      ? i18n.t({ id: 'fleet.views.name.missing', message: 'Give the view a name.' })
      : null;
  return (
    <Dialog
      title={i18n.t({ id: 'fleet.views.save.title', message: 'Save as a view' })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {i18n.t({ id: 'kit.cancel', message: 'Cancel' })}
          </Button>
          <Button type="submit" form={id} loading={save.isPending}>
            {same
              ? i18n.t({ id: 'fleet.views.replace', message: 'Replace the view' })
              : i18n.t({ id: 'fleet.views.save.act', message: 'Save the view' })}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (name.trim() !== '' && !save.isPending) save.mutate();
        }}
      >
        <TextInput
          label={i18n.t({ id: 'fleet.views.name', message: 'Name' })}
          description={i18n.t({
            id: 'fleet.views.keeps',
            message: 'The search, the filters and the order are kept, not the numbers themselves.',
          })}
          value={name}
          maxLength={60}
          ref={focusFirst}
          error={missing ?? (save.error ? sentence(problemIn(save.error)) : null)}
          onChange={(event) => {
            setName(event.currentTarget.value);
            save.reset();
          }}
        />
        <Checkbox
          label={i18n.t({ id: 'fleet.views.share', message: 'My colleagues see it too' })}
          description={readOnly}
          disabled={readOnly !== null}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      </form>
    </Dialog>
  );
}
