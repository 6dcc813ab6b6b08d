import type { ZodType, output } from 'zod';
import type { Actor, Call, Person, Staff } from '../call.ts';
import type { HeldStream } from './answer.ts';

/**
 * Who may call a route. `anyone`: no sign-in. `signed-in`: a customer's person or staff. `person`: a customer's person.
 * `may-change`: a customer's person whose role may change things. `staff`: the operator's own people.
 */
export type Who = 'anyone' | 'signed-in' | 'person' | 'may-change' | 'staff';

export type ActorOf<W extends Who> = W extends 'anyone'
  ? Actor
  : W extends 'signed-in'
    ? Person | Staff
    : W extends 'staff'
      ? Staff
      : Person;

type Out<S> = S extends ZodType ? output<S> : undefined;

/** What a handler is given: each part parsed by its schema, plus the request for what schemas do not cover. */
export type Input<P, Q, B, H> = {
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
  headers: Out<H>;
  request: Request;
};

export type Definition<W extends Who, P, Q, B, H, A> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI form: /api/fleet/lines/{lineId} */
  path: string;
  who: W;
  tag: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  headers?: H;
  /** Status of the answer when all went well; 204 has no body. */
  status?: 200 | 201 | 202 | 204;
  /** Schema of the answer's body; null for none; 'stream' for a file or an event stream. */
  answer: A;
  /** Media types of a stream. */
  streams?: string[];
  /** Codes of the refusals a caller should expect besides the usual ones, for the documentation. */
  refusals?: string[];
  /** Requests a minute that one person (or address, when nobody is signed in) may make here. Default 600. */
  perMinute?: number;
  /** Largest body in bytes. Default 1 MiB. */
  maxBody?: number;
  /** Media types of a body that the handler reads as it comes, in place of `body`. */
  file?: string[];
};

export type Answer<A> = A extends ZodType
  ? output<A> | Response
  : A extends 'stream'
    ? HeldStream | Response
    : undefined | Response;

/** A route with its handler, ready to be mounted. The type parameters are forgotten: `handle` was checked by `route()`. */
export type Route = Omit<
  Definition<Who, ZodType, ZodType, ZodType, ZodType, ZodType | 'stream' | null>,
  never
> & {
  handle(call: Call, input: Input<ZodType, ZodType, ZodType, ZodType>): Promise<unknown>;
};

/** A route that reads as a sentence: method, path, who may, what comes in, what goes out, and the use case that answers. */
export function route<
  W extends Who,
  A extends ZodType | 'stream' | null,
  P extends ZodType | undefined = undefined,
  Q extends ZodType | undefined = undefined,
  B extends ZodType | undefined = undefined,
  H extends ZodType | undefined = undefined,
>(
  definition: Definition<W, P, Q, B, H, A>,
  handle: (call: Call<ActorOf<W>>, input: Input<P, Q, B, H>) => Promise<Answer<A>>,
): Route {
  return { ...definition, handle } as unknown as Route;
}
