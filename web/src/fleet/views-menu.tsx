import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { IconBookmark, IconBookmarkPlus, IconCalendarRepeat, IconSettings } from '@tabler/icons-react';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import type { SavedView } from '../../../server/views/contract.ts';
import { ErrorState } from '../kit/error-state.tsx';
import { PopupChoice, PopupGroup } from '../kit/popup-choice.tsx';
import { Popup } from '../kit/popup.tsx';
import type { FleetSearch } from './fleet-search.ts';
import { viewsQuery } from './view-queries.ts';
import { searchOfView, viewShown } from './views.ts';
import styles from './views.module.css';

const SaveViewDialog = lazy(async () => ({
  default: (await import('./save-view-dialog.tsx')).SaveViewDialog,
}));
const ManageViews = lazy(async () => ({ default: (await import('./manage-views.tsx')).ManageViews }));

export type ViewsMenuProps = {
  search: FleetSearch;
  onSearch: (search: FleetSearch) => void;
  /** Has a view written as a file regularly; `viewId`: the one that the list shows. */
  scheduling: ComponentType<{ viewId: string | undefined; onClose: () => void }>;
};

/** Lists kept under a name, one's own and those of colleagues: choosing one is going to its address. */
export function ViewsMenu({ search, onSearch, scheduling: Scheduling }: ViewsMenuProps): ReactNode {
  const { i18n } = useLingui();
  const { data: views = [], error, refetch } = useQuery(viewsQuery);
  const [open, setOpen] = useState<'save' | 'schedule' | 'manage' | null>(null);
  const shown = viewShown(views, search);
  const name = i18n.t({ id: 'fleet.views', message: 'Views' });
  const groups = [
    {
      name: i18n.t({ id: 'fleet.views.mine', message: 'My views' }),
      views: views.filter(({ mine }) => mine),
    },
    {
      name: i18n.t({ id: 'fleet.views.shared', message: 'Shared in the company' }),
      views: views.filter(({ mine }) => !mine),
    },
  ].filter((group) => group.views.length > 0);
  const button = (
    <>
      <IconBookmark aria-hidden size={17} />
      <span className={styles.current}>{shown?.name ?? name}</span>
    </>
  );
  return (
    <>
      <Popup button={button} name={shown ? `${name}: ${shown.name}` : undefined} align="end" width={300}>
        {(close) => (
          <>
            {error && <ErrorState error={error} onRetry={() => void refetch()} />}
            {!error && groups.length === 0 && (
              <p className={styles.none}>
                {i18n.t({
                  id: 'fleet.views.none',
                  message: 'No view yet. Search, filter or sort the list, then save it under a name.',
                })}
              </p>
            )}
            {groups.map((group) => (
              <PopupGroup key={group.name} name={group.name}>
                {group.views.map((view) => (
                  <PopupChoice
                    key={view.id}
                    chosen={view.id === shown?.id}
                    onChoose={() => {
                      close();
                      onSearch(searchOfView(view.query));
                    }}
                  >
                    <ViewName view={view} />
                  </PopupChoice>
                ))}
              </PopupGroup>
            ))}
            <PopupGroup name={i18n.t({ id: 'fleet.views.this', message: 'This list' })}>
              <PopupChoice
                icon={<IconBookmarkPlus size={17} />}
                onChoose={() => {
                  close();
                  setOpen('save');
                }}
              >
                {i18n.t({ id: 'fleet.views.save', message: 'Save as a view…' })}
              </PopupChoice>
              {views.length > 0 && (
                <PopupChoice
                  icon={<IconCalendarRepeat size={17} />}
                  onChoose={() => {
                    close();
                    setOpen('schedule');
                  }}
                >
                  {i18n.t({ id: 'fleet.views.schedule', message: 'Export a view regularly…' })}
                </PopupChoice>
              )}
              {views.length > 0 && (
                <PopupChoice
                  icon={<IconSettings size={17} />}
                  onChoose={() => {
                    close();
                    setOpen('manage');
                  }}
                >
                  {i18n.t({ id: 'fleet.views.manage', message: 'Manage the views…' })}
                </PopupChoice>
              )}
            </PopupGroup>
          </>
        )}
      </Popup>
      <Suspense>
        {open === 'save' && <SaveViewDialog search={search} views={views} onClose={() => setOpen(null)} />}
        {open === 'schedule' && <Scheduling viewId={shown?.id} onClose={() => setOpen(null)} />}
        {open === 'manage' && <ManageViews views={views} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

function ViewName({ view }: { view: SavedView }): ReactNode {
  return (
    <>
      {view.name}
      {!view.mine && <span className={styles.owner}> · {view.owner}</span>}
    </>
  );
}
