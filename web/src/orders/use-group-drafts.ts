import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import type { OptionGroup } from '../../../server/quotes/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { draftOf, type GroupDrafts, wantedOf } from './group-drafts.ts';
import { changeOf } from './option-draft.ts';
import { tallyGroup } from './option-tally.ts';
import { draftQuoteQuery, optionStatesQuery } from './queries.ts';
import { useSettled } from './use-settled.ts';

const noGroups: OptionGroup[] = [];

/**
 * What is ticked for each group of these lines, every option judged with it at once, and the one quote that follows. `ready` is the quote of
 * exactly what is ticked now; `quote` may be of a moment ago.
 */
export function useGroupDrafts(selection: Selection) {
  const { catalogue } = useCatalogue();
  // a number that is left out takes nothing off the screen while the rest is counted anew
  const states = useQuery({ ...optionStatesQuery(selection), placeholderData: keepPreviousData });
  const groups = states.data?.groups ?? noGroups;
  const [now] = useState(() => new Date());
  const [drafts, setDrafts] = useState<GroupDrafts>({});
  const settled = useSettled(drafts, 250);
  const quote = useQuery(draftQuoteQuery(selection, wantedOf(settled, groups)));
  const judged = useMemo(
    () =>
      groups.map((group) => {
        const draft = draftOf(drafts, group);
        return { group, draft, tallies: tallyGroup(catalogue, group, changeOf(draft), now) };
      }),
    [catalogue, groups, drafts, now],
  );
  const isReady = !quote.isPlaceholderData && !states.isPlaceholderData && settled === drafts;
  const ready = isReady ? quote.data : undefined;
  return { drafts, setDrafts, states, groups, judged, quote, ready };
}
