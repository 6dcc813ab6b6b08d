import { useLingui } from '@lingui/react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type {
  LocalTexts,
  ShownCatalogue,
  ShownOption,
  ShownPlan,
} from '../../../server/catalogue/contract.ts';
import { correction } from './correction-code.ts';
import { api } from '../api/client.ts';
import { useLocale } from '../kit/locale.ts';

/** What the operator sells; changes seldom, so it is fetched once an hour at most. */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: async ({ signal }) => (await api.GET('/api/catalogue', { signal })).data as ShownCatalogue,
  staleTime: 3_600_000,
});

/** The catalogue's names in the language of the page; codes stand for themselves until it is there. */
export type Names = {
  catalogue: ShownCatalogue | undefined;
  text: (texts: LocalTexts) => string;
  option: (code: string) => ShownOption | undefined;
  plan: (code: string) => ShownPlan | undefined;
  optionName: (code: string) => string;
  planName: (code: string) => string;
  kindName: (code: string) => string;
};

export function useCatalogue(): Names {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { data: catalogue } = useQuery(catalogueQuery);
  const text = (texts: LocalTexts) => texts[locale];
  const option = (code: string) => catalogue?.options.find((each) => each.code === code);
  const plan = (code: string) => catalogue?.plans.find((each) => each.code === code);
  const named = (code: string, found: { names: LocalTexts } | undefined) =>
    found ? text(found.names) : code;
  return {
    catalogue,
    text,
    option,
    plan,
    optionName: (code) =>
      code === correction
        ? i18n.t({ id: 'orders.correction', message: 'Correction by the operator' })
        : named(code, option(code)),
    planName: (code) => named(code, plan(code)),
    kindName: (code) =>
      named(
        code,
        catalogue?.subscriptionKinds.find((each) => each.code === code),
      ),
  };
}
