import type { Letter } from '../platform/mail/mail.ts';
import type { Texts } from '../platform/texts.ts';

/** Says that a view is not written any more, and why. */
export function stoppedLetter(texts: Texts, name: string, why: string): Letter {
  const subject = texts.t({
    id: 'exports.mail-stopped-subject',
    message: 'Your regular export “{name}” was stopped',
    values: { name },
  });
  return {
    subject,
    blocks: [
      { kind: 'heading', text: subject },
      { kind: 'note', tone: 'warning', text: why },
      {
        kind: 'paragraph',
        text: texts.t({
          id: 'exports.mail-stopped',
          message:
            'Nothing more is written until you change it or let it go on. You find it on the page of your exports.',
        }),
      },
      {
        kind: 'button',
        label: texts.t({ id: 'exports.mail-see', message: 'See my exports' }),
        href: `/${texts.locale}/exports`,
      },
    ],
  };
}
