/** The channel on which the senders of all processes hear that a mail was queued. */
export const mailChannel = 'flottille_mail';
