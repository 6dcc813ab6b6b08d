import { useLingui } from '@lingui/react';
import { IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PopupChoice, PopupGroup } from '../kit/popup-choice.tsx';
import { Popup } from '../kit/popup.tsx';
import { type FleetSearch, type GroupName, groupNames } from './fleet-search.ts';

/** What the list is added up by, or that it shows each number. */
export function GroupChoice({
  search,
  onSearch,
}: {
  search: FleetSearch;
  onSearch: (next: Partial<FleetSearch>) => void;
}): ReactNode {
  const { i18n } = useLingui();
  const names = useGroupNames();
  const name = i18n.t({ id: 'fleet.group', message: 'Group' });
  const shown = search.group ? names[search.group] : name;
  const button = (
    <>
      <IconStack2 aria-hidden size={17} />
      {shown}
    </>
  );
  const choose = (close: () => void, group: GroupName | undefined) => () => {
    close();
    onSearch({ group, page: undefined });
  };
  return (
    <Popup button={button} name={search.group ? `${name}: ${shown}` : undefined} align="end">
      {(close) => (
        <PopupGroup name={i18n.t({ id: 'fleet.group.by', message: 'Add up by' })}>
          <PopupChoice chosen={!search.group} onChoose={choose(close, undefined)}>
            {i18n.t({ id: 'fleet.group.none', message: 'Not: each number' })}
          </PopupChoice>
          {groupNames.map((group) => (
            <PopupChoice key={group} chosen={search.group === group} onChoose={choose(close, group)}>
              {names[group]}
            </PopupChoice>
          ))}
        </PopupGroup>
      )}
    </Popup>
  );
}

/** What the list is added up by, as its columns are called. */
export function useGroupNames(): Record<GroupName, string> {
  const { i18n } = useLingui();
  return {
    plan: i18n.t({ id: 'fleet.column.plan', message: 'Tariff plan' }),
    account: i18n.t({ id: 'fleet.column.account', message: 'Customer no.' }),
    costCentre: i18n.t({ id: 'fleet.column.cost-centre', message: 'Cost centre' }),
  };
}
