import { route } from '../platform/http/route.ts';
import { shownCatalogue } from './contract.ts';
import { currentCatalogue, shownCatalogueOf } from './current-catalogue.ts';

export const catalogueRoutes = [
  route(
    {
      method: 'get',
      path: '/api/catalogue',
      who: 'signed-in',
      tag: 'Catalogue',
      summary:
        'The plans and options in force, with their rules, prices excl. VAT and texts in four languages',
      answer: shownCatalogue,
    },
    async (call) => shownCatalogueOf(await currentCatalogue(call)),
  ),
];
