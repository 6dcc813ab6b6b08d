import { type Route, route } from '../platform/http/route.ts';
import { chooseLocale } from './choose-locale.ts';
import { meChangeSchema, meSchema } from './contract.ts';
import { readSignedInPerson } from './store.ts';

export function organisationsRoutes(): Route[] {
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
      async (call) => ({ person: await readSignedInPerson(call.db, call.actor.personId) }),
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
        return { person: await readSignedInPerson(call.db, call.actor.personId) };
      },
    ),
  ];
}
