import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Selection } from '../../../server/finding/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { changeOf, type Draft, emptyDraft } from './option-draft.ts';
import { tallyGroup } from './option-tally.ts';
import { draftQuoteQuery, optionStatesQuery } from './queries.ts';
import { useSettled } from './use-settled.ts';

/**
 * What is ticked for these lines, every option judged with it at once, and the quote that follows it. `ready` is the quote of
 * exactly what is ticked now; `quote` may be of a moment ago.
 */
export function useOptionDraft(selection: Selection) {
  const { catalogue } = useCatalogue();
  // a number that is left out of several takes nothing off the screen while the rest is counted anew
  const states = useQuery({ ...optionStatesQuery(selection), placeholderData: keepPreviousData });
  const [now] = useState(() => new Date());
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const settled = useSettled(draft, 250);
  const quote = useQuery(draftQuoteQuery(selection, { change: changeOf(settled), groups: [] }));
  const tallies = useMemo(
    () => tallyGroup(catalogue, states.data?.groups[0], changeOf(draft), now),
    [catalogue, states.data, draft, now],
  );
  const ready = quote.data && !quote.isPlaceholderData && settled === draft ? quote.data : undefined;
  return { draft, setDraft, states, tallies, quote, ready };
}
