/** How the mails of the tests look. */
export const frame = {
  origin: 'https://portal.test',
  sender: 'no-reply@portal.test',
  brand: { name: 'Mirabel & Mobile', colour: '#0b5e55' },
};
