/** A piece of a mail. Texts are plain: they are escaped where they meet HTML, so a holder's name may contain anything. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][]; align?: ('left' | 'right')[] }
  | { kind: 'totals'; rows: { label: string; value: string; strong?: boolean }[] }
  /** `href`: a path of the portal with its language (`/fr/orders/…`), made absolute when the mail goes out, or an https address. */
  | { kind: 'button'; label: string; href: string }
  | { kind: 'note'; text: string; tone?: 'information' | 'warning' }
  | { kind: 'list'; items: string[] };

/** What a mail tells, in one language, without layout, brand and the portal's address. */
export type Letter = {
  subject: string;
  /** The line that mail programs show beside the subject; the first paragraph when absent. */
  preheader?: string;
  blocks: Block[];
  /** Holds what lets somebody in (a link to a new password): the outbox forgets it once a mail server has it. */
  secret?: true;
};
