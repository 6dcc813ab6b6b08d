import { type Route, route } from '../platform/http/route.ts';
import { chooseLocale } from './choose-locale.ts';
import { type Me, meChangeSchema, meSchema } from './contract.ts';
import { readSignedInPerson } from './store.ts';

/** What the operator lets customers do: the pages ask for it with the person. */
export type Allowed = Omit<Me, 'person'>;

export function organisationsRoutes({ mixedSelection }: Allowed): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/me',
        who: 'signed-in',
        tag: 'Sign-in',
        summary: 'Who is signed in',
        answer: meSchema,
      },
      async (call) => ({ person: await readSignedInPerson(call.db, call.actor.personId), mixedSelection }),
    ),
    route(
      {
        method: 'patch',
        path: '/api/me',
        who: 'signed-in',
        tag: 'Sign-in',
        summary: 'Choose the language of mails and pages',
        body: meChangeSchema,
        answer: meSchema,
      },
      async (call, { body }) => {
        await chooseLocale(call, body.locale);
        return { person: await readSignedInPerson(call.db, call.actor.personId), mixedSelection };
      },
    ),
  ];
}
