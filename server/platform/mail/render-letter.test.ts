import { assert, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '../call.ts';
import { absolute, inkOn } from './frame.ts';
import type { Block, Letter } from './letter.ts';
import { renderLetter } from './render-letter.ts';

const frame = {
  origin: 'https://portal.test',
  sender: 'no-reply@portal.test',
  brand: { name: 'Mirabel', colour: '#0b5e55' },
};

function render(...blocks: Block[]) {
  return renderLetter({ subject: 'Sujet', blocks }, 'fr', frame);
}

/** All texts of a letter, each the given one. */
function letterOf(text: string): Letter {
  return {
    subject: text,
    preheader: text,
    blocks: [
      { kind: 'heading', text },
      { kind: 'paragraph', text },
      { kind: 'table', head: [text], rows: [[text]] },
      { kind: 'totals', rows: [{ label: text, value: text, strong: true }] },
      { kind: 'note', text },
      { kind: 'list', items: [text] },
      { kind: 'button', label: text, href: '/fr' },
    ],
  };
}

describe('the HTML of a mail', () => {
  it('shows what a person typed as text, whatever it is', () => {
    const plain = tagsOf(renderLetter(letterOf('plain'), 'fr', frame).html);
    assert(
      property(stringMatching(/^[<>"'&{}\w/=! -]*$/), (text) => {
        const { html } = renderLetter(letterOf(`x${text}`), 'fr', frame);
        expect(tagsOf(html)).toEqual(plain);
      }),
    );
  });

  it('does not fill in what a person typed', () => {
    const { html } = render({ kind: 'paragraph', text: 'Jean {{brandName}} $& Dupont' });
    expect(html).toContain('Jean {{brandName}} $&amp; Dupont');
  });

  it.each(locales)('is in one language: %s', (locale) => {
    const { html, text } = renderLetter({ subject: 'x', blocks: [] }, locale, frame);
    expect(html).toContain(`<html lang="${locale}"`);
    expect(html).toContain(`https://portal.test/${locale}"`);
    const portal = { fr: 'Espace client', nl: 'Klantenzone', en: 'Customer area', de: 'Kundenbereich' }[
      locale
    ];
    expect(html).toContain(portal);
    expect(text).toContain(`Mirabel · ${portal}`);
  });

  it('keeps line breaks', () => {
    expect(render({ kind: 'paragraph', text: 'a\nb' }).html).toContain('a<br />b');
  });
});

describe('the text of a mail', () => {
  it('sets tables in columns where they fit', () => {
    const { text } = render({
      kind: 'table',
      head: ['Numéro', 'Prix'],
      align: ['left', 'right'],
      rows: [
        ['0492 00 12 34', '95,00 €'],
        ['0492 00 12 35', '9,00 €'],
      ],
    });
    expect(text).toContain(
      [
        'Numéro             Prix',
        '-----------------------',
        '0492 00 12 34   95,00 €',
        '0492 00 12 35    9,00 €',
      ].join('\n'),
    );
  });

  it('sets tables too wide for that as a paragraph a row', () => {
    const wide = 'Best Destinations Data Pass 3GB, Traveller, World Traveller Pass, Shape Easy International';
    const { text } = render({ kind: 'table', head: ['Numéro', 'Options'], rows: [['0492 00 12 34', wide]] });
    expect(text).toContain('Numéro: 0492 00 12 34\nOptions: Best Destinations Data Pass 3GB,');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  it('has the address of each button', () => {
    expect(render({ kind: 'button', label: 'Suivre', href: '/fr/orders/7' }).text).toContain(
      'Suivre\nhttps://portal.test/fr/orders/7',
    );
  });
});

describe('the frame of a mail', () => {
  it('never lets a text begin a header of its own', () => {
    const subject = 'Order\r\nBcc: everybody@example.test';
    expect(renderLetter({ subject, blocks: [] }, 'en', frame).subject).toBe(
      'Order Bcc: everybody@example.test',
    );
  });

  it.each(['javascript:alert(1)', '//evil.test/x', 'http://evil.test', 'orders/1'])(
    'refuses the address %s',
    (href) => {
      expect(() => absolute(href, frame.origin)).toThrow('not a path of the portal');
    },
  );

  it('writes on the brand in black or white with enough contrast', () => {
    expect(inkOn('#0b5e55')).toBe('#ffffff');
    expect(inkOn('#ffd400')).toBe('#000000');
  });
});

function tagsOf(html: string): string[] {
  return html.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.replace(/\saria-label="[^"]*"/, '')) ?? [];
}
