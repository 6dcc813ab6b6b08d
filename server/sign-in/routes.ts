import type { Allowed } from '../organisations/organisations.ts';
import { type Route, route } from '../platform/http/route.ts';
import { forgotPasswordSchema, meSchema, resetPasswordSchema, signInSchema } from './contract.ts';
import { endAllSessions } from './end-session.ts';
import type { SignIn } from './sign-in.ts';

const tag = 'Sign-in';
const maxBody = 4096;

export function signInRoutes(signIn: SignIn, { mixedSelection }: Allowed): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/sign-in',
        who: 'anyone',
        tag,
        summary: 'Sign in: begins a session and sets its cookie',
        body: signInSchema,
        answer: meSchema,
        refusals: ['wrong-credentials', 'too-many-attempts'],
        perMinute: 120,
        maxBody,
      },
      async (call, { body, request }) => {
        const { person, setCookie } = await signIn.enter(call, body, request);
        return Response.json(
          { person, mixedSelection },
          { headers: { 'set-cookie': setCookie, 'cache-control': 'no-store' } },
        );
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/sign-out',
        who: 'anyone',
        tag,
        summary: 'End this session; also when it has ended already',
        status: 204,
        answer: null,
      },
      async (call, { request }) => signedOut(await signIn.leave(call, request)),
    ),
    route(
      {
        method: 'post',
        path: '/api/sign-out-everywhere',
        who: 'signed-in',
        tag,
        summary: 'End all sessions of this person, on all his devices',
        status: 204,
        answer: null,
      },
      async (call) => {
        await endAllSessions(call);
        return signedOut(signIn.endedCookie);
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/password/forgot',
        who: 'anyone',
        tag,
        summary: 'Mail a link to set a new password; the same answer whether the account exists or not',
        body: forgotPasswordSchema,
        status: 202,
        answer: null,
        refusals: ['too-many-attempts'],
        maxBody,
      },
      async (call, { body }) => {
        await signIn.forgot(call, body);
        return undefined;
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/password/reset',
        who: 'anyone',
        tag,
        summary: 'Set a new password with the token of a link; ends all sessions',
        body: resetPasswordSchema,
        status: 204,
        answer: null,
        refusals: ['reset-link-ended'],
        perMinute: 60,
        maxBody,
      },
      async (call, { body }) => {
        await signIn.reset(call, body);
        return undefined;
      },
    ),
  ];
}

function signedOut(setCookie: string): Response {
  return new Response(null, {
    status: 204,
    headers: { 'set-cookie': setCookie, 'cache-control': 'no-store' },
  });
}
