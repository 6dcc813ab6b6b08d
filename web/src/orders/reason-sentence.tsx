import { useLingui } from '@lingui/react';
import { type Reason, reasonMessage } from '../../../server/catalogue/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { useLocale } from '../kit/locale.ts';

/** Says a reason of the rules in the language of the page: "Exclue par Traveller, active sur ce numéro". */
export function useReasonSentence(): (reason: Reason) => string {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { catalogue } = useCatalogue();
  return (reason) => {
    const { id, message, values } = reasonMessage(reason, catalogue ?? { plans: [], options: [] }, locale);
    return i18n.t({ id, message, values });
  };
}
