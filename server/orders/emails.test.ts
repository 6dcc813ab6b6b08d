import { describe, expect, it } from 'vitest';
import { locales } from '../platform/call.ts';
import type { Block, Letter } from '../platform/mail/letter.ts';
import { texts } from '../platform/texts.ts';
import { type Completion, completionLetter, type Confirmation, confirmationLetter } from './emails.ts';
import { failureSentence } from './failure.ts';
import { failureCodes } from '../provisioning/contract.ts';

const orderId = '01980000-0000-7000-8000-000000000001';
const line = {
  msisdn: '0492 00 12 34',
  billingAccountNumber: '600001',
  toActivate: ['Best Destinations Data Pass 3GB'],
  toDeactivate: ['Traveller'],
  status: [],
};
const confirmed: Confirmation = {
  orderId,
  number: 100_001,
  numbers: [line],
  groups: [],
  begins: null,
  end: null,
  itemCount: 1,
  now: { excl: '1234.56', vat: '259.26', incl: '1493.82' },
  proRata: '-3.30',
  monthly: { excl: '-24.79', vat: '-5.21', incl: '-30.00' },
  vatRate: '21',
};
const ended: Completion = {
  orderId,
  number: 100_001,
  state: 'partial',
  completed: 2,
  failed: 25,
  cancelled: 1,
  failures: Array.from({ length: 20 }, (_, place) => ({ msisdn: `0492 00 12 ${place + 10}`, why: 'why' })),
};

function wordsOf(letter: Letter): string[] {
  return [letter.subject, ...letter.blocks.flatMap(wordsOfBlock)];
}

function wordsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'table':
      return [...block.head, ...block.rows.flat()];
    case 'totals':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'button':
      return [block.label, block.href];
    case 'list':
      return block.items;
    default:
      return [block.text];
  }
}

describe('the confirmation', () => {
  it('says in French what the user guide shows', () => {
    expect(wordsOf(confirmationLetter(texts('fr'), confirmed))).toEqual([
      'Nous avons bien reçu votre demande : commande 100001',
      'Commande 100001',
      "Nous avons bien reçu votre demande et la traiterons d'ici quelques minutes.",
      'Numéro',
      'Numéro de client',
      'Options à activer',
      'Options à désactiver',
      '0492 00 12 34',
      '600001',
      'Best Destinations Data Pass 3GB',
      'Traveller',
      'À payer maintenant, HTVA',
      '1\u202f234,56\u00a0€',
      'dont prorata de ce mois',
      '−3,30\u00a0€',
      'TVA 21 %',
      '259,26\u00a0€',
      'À payer maintenant, TVAC',
      '1\u202f493,82\u00a0€',
      'Par mois, HTVA',
      '−24,79\u00a0€',
      'Par mois, TVAC',
      '−30,00\u00a0€',
      'Voir la commande',
      `/fr/orders/${orderId}`,
      'Un autre e-mail suivra dès que tout sera traité.',
    ]);
  });

  it('has no column for what is not asked', () => {
    const letter = confirmationLetter(texts('fr'), {
      ...confirmed,
      numbers: [{ ...line, toDeactivate: [], status: [] }],
    });
    expect(wordsOf(letter)).toContain('Options à activer');
    expect(wordsOf(letter)).not.toContain('Options à désactiver');
  });

  it('names the first numbers and counts the rest', () => {
    const letter = confirmationLetter(texts('en'), { ...confirmed, itemCount: 5_000 });
    expect(wordsOf(letter)).toContain('And 4,999 more numbers: see the order.');
  });
});

describe('the mail at the end', () => {
  it('says in French what was changed, what was not and why', () => {
    expect(
      wordsOf(
        completionLetter(texts('fr'), {
          ...ended,
          failed: 1,
          failures: [{ msisdn: '0492 00 12 34', why: 'Refus.' }],
        }),
      ),
    ).toEqual([
      'La commande 100001 est traitée en partie',
      'Commande 100001',
      '2 numéros ont été modifiés.',
      '1 numéro n’a pas pu être modifié.',
      '1 numéro a été annulé avant d’être traité.',
      'Numéro',
      'Raison de l’échec',
      '0492 00 12 34',
      'Refus.',
      'Vous pouvez relancer les numéros en échec depuis la page de la commande.',
      'Voir la commande',
      `/fr/orders/${orderId}`,
    ]);
  });

  it('names the first failed numbers and counts the rest', () => {
    expect(wordsOf(completionLetter(texts('en'), ended))).toContain('And 5 more numbers: see the order.');
  });

  it('says nothing of failures when there are none', () => {
    const letter = completionLetter(texts('en'), {
      ...ended,
      state: 'completed',
      failed: 0,
      failures: [],
      cancelled: 0,
    });
    expect(wordsOf(letter)).toEqual([
      'Order 100001 is done',
      'Order 100001',
      '2 numbers were changed.',
      'See the order',
      `/en/orders/${orderId}`,
    ]);
  });
});

describe.each(locales)('in %s', (locale) => {
  const letters = [
    confirmationLetter(texts(locale), { ...confirmed, itemCount: 60 }),
    ...(['completed', 'partial', 'failed', 'cancelled'] as const).map((state) =>
      completionLetter(texts(locale), { ...ended, state }),
    ),
  ];

  it('every sentence of both mails is written in the language, filled in, with a link to the page in it', () => {
    for (const letter of letters) {
      const words = wordsOf(letter);
      expect(words.join(' ')).not.toMatch(/[{}]|undefined|orders\.mail/);
      expect(words).toContain(`/${locale}/orders/${orderId}`);
      expect(letter.subject).toContain('100001');
    }
  });

  it('says every reason of failure in words', () => {
    for (const code of [...failureCodes, 'no-longer-possible', 'something-new']) {
      const sentence = failureSentence(texts(locale), { code, values: {}, temporary: false }, () => '');
      expect(sentence).not.toMatch(/[{}]|failure\./);
      expect(sentence.length).toBeGreaterThan(20);
    }
  });
});

it('no two languages say the same sentence', () => {
  const ofLanguages = locales.map((locale) => completionLetter(texts(locale), ended).subject);
  expect(new Set(ofLanguages).size).toBe(4);
});
