import { expect, it } from 'vitest';
import { senderFor } from './sender.ts';

it('mails come from the operator, at the domain that people open', () => {
  expect(senderFor('Ardenne Mobile', 'https://fleet.example.be')).toBe(
    '"Ardenne Mobile" <noreply@fleet.example.be>',
  );
  expect(senderFor('Ardenne, "Mobile" <&>', 'https://fleet.example.be:8443')).toBe(
    '"Ardenne, Mobile &" <noreply@fleet.example.be>',
  );
});

it('an address that is a number, or none, is no domain of mails', () => {
  for (const origin of [null, 'http://127.0.0.1:3000', 'http://[::1]:3000'])
    expect(senderFor('Ardenne Mobile', origin)).toBe('"Ardenne Mobile" <noreply@localhost>');
});
