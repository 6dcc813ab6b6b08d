import type { RenderedMail } from './render-letter.ts';

/** A mail with everything a server needs. `id` becomes its Message-ID, so that a second copy could be told from a second mail. */
export type Message = RenderedMail & {
  id: string;
  from: { name: string; address: string };
  to: string;
  locale: string;
  date: Date;
};

/**
 * What is known after handing a mail to a server. `accepted`: it has it. `refused`: it does not have it and never will.
 * `later`: it does not have it now; `unreachable` when no other mail would get through either. `unclear`: the connection
 * ended after the text was sent and before the answer.
 */
export type Outcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; reason: string }
  | { kind: 'later'; reason: string; unreachable: boolean }
  | { kind: 'unclear'; reason: string };

/** Hands one mail over; never throws for what a server or a network does. */
export type Transport = (message: Message) => Promise<Outcome>;
