import { useLingui } from '@lingui/react';
import { reasonMessage } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { useLocale } from '../kit/locale.ts';
import type { WhyNot } from './option-tally.ts';

/** Says a reason of the rules in the language of the page: "Exclue par Traveller, active sur ce numéro". */
export function useReasonSentence(): (reason: WhyNot) => string {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { catalogue } = useCatalogue();
  return (reason) => {
    if ('sentence' in reason) return reason.sentence;
    const { id, message, values } = reasonMessage(reason, catalogue ?? { plans: [], options: [] }, locale);
    return i18n.t({ id, message, values });
  };
}
