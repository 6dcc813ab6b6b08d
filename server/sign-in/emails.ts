import type { Letter } from '../platform/mail/mail.ts';
import type { Texts } from '../platform/texts.ts';

/** The mail with the link that sets a new password. */
export function resetLetter(
  texts: Texts,
  reset: { firstName: string; token: string; expiresAt: Date },
): Letter {
  const { firstName, token, expiresAt } = reset;
  return {
    subject: texts.t({ id: 'sign-in.mail-reset-subject', message: 'Choose a new password' }),
    secret: true,
    blocks: [
      { kind: 'paragraph', text: greeting(texts, firstName) },
      {
        kind: 'paragraph',
        text: texts.t({
          id: 'sign-in.mail-reset-asked',
          message: 'Somebody, probably you, asked for a new password for your account.',
        }),
      },
      {
        kind: 'button',
        label: texts.t({ id: 'sign-in.mail-reset-button', message: 'Choose a new password' }),
        href: `/${texts.locale}/reset?token=${token}`,
      },
      {
        kind: 'paragraph',
        text: texts.t({
          id: 'sign-in.mail-reset-ends',
          message: 'This link works once, until {time}.',
          values: { time: texts.dateTime(expiresAt) },
        }),
      },
      {
        kind: 'note',
        text: texts.t({
          id: 'sign-in.mail-reset-not-you',
          message: 'Was it not you? Then do nothing: your password stays as it is.',
        }),
      },
    ],
  };
}

/** The mail that tells a person his password was changed, so that he notices when it was not he who did it. */
export function passwordChangedLetter(texts: Texts, changed: { firstName: string; at: Date }): Letter {
  return {
    subject: texts.t({ id: 'sign-in.mail-changed-subject', message: 'Your password was changed' }),
    blocks: [
      { kind: 'paragraph', text: greeting(texts, changed.firstName) },
      {
        kind: 'paragraph',
        text: texts.t({
          id: 'sign-in.mail-changed',
          message: 'The password of your account was changed on {time}. You have been signed out everywhere.',
          values: { time: texts.dateTime(changed.at) },
        }),
      },
      {
        kind: 'note',
        tone: 'warning',
        text: texts.t({
          id: 'sign-in.mail-changed-not-you',
          message:
            'Was it not you? Then choose a new password at once and tell the fleet manager of your company.',
        }),
      },
      {
        kind: 'button',
        label: texts.t({ id: 'sign-in.mail-changed-button', message: 'Forgotten your password?' }),
        href: `/${texts.locale}/forgot`,
      },
    ],
  };
}

function greeting(texts: Texts, firstName: string): string {
  return texts.t({ id: 'sign-in.mail-greeting', message: 'Hello {firstName},', values: { firstName } });
}
