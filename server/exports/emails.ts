import type { Letter } from '../platform/mail/mail.ts';
import type { Texts } from '../platform/texts.ts';

export type WrittenExport = { rows: number; size: number; fileName: string; expiresAt: Date };

/** Says that a file is there, and until when; `name` is that of the view it shows, `isScheduled`: he has it written regularly. */
export function readyLetter(
  texts: Texts,
  name: string | null,
  { rows, size, fileName, expiresAt }: WrittenExport,
  isScheduled = false,
): Letter {
  const subject =
    name === null
      ? texts.t({ id: 'exports.mail-ready-subject', message: 'Your export is ready' })
      : texts.t({
          id: 'exports.mail-view-ready-subject',
          message: 'Your export “{name}” is ready',
          values: { name },
        });
  return {
    subject,
    blocks: [
      { kind: 'heading', text: subject },
      {
        kind: 'paragraph',
        text: isScheduled
          ? texts.t({
              id: 'exports.mail-scheduled-ready',
              message:
                'The file with {rows, plural, one {# number} other {# numbers}} that you receive regularly is written. Sign in to download it, or to have it written at other times.',
              values: { rows },
            })
          : texts.t({
              id: 'exports.mail-ready',
              message:
                'The file with {rows, plural, one {# number} other {# numbers}} that you asked for is written. Sign in to download it.',
              values: { rows },
            }),
      },
      {
        kind: 'totals',
        rows: [
          { label: texts.t({ id: 'exports.mail-file', message: 'File' }), value: fileName },
          { label: texts.t({ id: 'exports.mail-size', message: 'Size' }), value: texts.bytes(size) },
          {
            label: texts.t({ id: 'exports.mail-kept', message: 'Kept until' }),
            value: texts.dateTime(expiresAt),
          },
        ],
      },
      toExports(texts),
    ],
  };
}

/** Says that there is no file, and why. */
export function failedLetter(texts: Texts, name: string | null, why: string): Letter {
  const subject =
    name === null
      ? texts.t({ id: 'exports.mail-failed-subject', message: 'Your export could not be written' })
      : texts.t({
          id: 'exports.mail-view-failed-subject',
          message: 'Your export “{name}” could not be written',
          values: { name },
        });
  return {
    subject,
    blocks: [
      { kind: 'heading', text: subject },
      { kind: 'note', tone: 'warning', text: why },
      toExports(texts),
    ],
  };
}

function toExports(texts: Texts): Letter['blocks'][number] {
  return {
    kind: 'button',
    label: texts.t({ id: 'exports.mail-see', message: 'See my exports' }),
    href: `/${texts.locale}/exports`,
  };
}
