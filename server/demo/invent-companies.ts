import type { Random } from './random.ts';

export type InventedCompany = { name: string; locale: 'fr' | 'nl' | 'de'; lines: number; accounts: number };

/** Companies smaller than this are not invented: the shortest history of the pattern needs so many lines. */
export const fewestLines = 40;

/**
 * The customers of an operator, the largest first: the second has as many lines as the pattern that the fleets are copied from, the others what is left, few of them much and many little.
 */
export function inventCompanies(
  chosen: Random,
  {
    lines,
    companies,
    pattern,
    largest,
  }: { lines: number; companies: number; pattern: number; largest: number },
): InventedCompany[] {
  const sizes = [largest, pattern, ...spread(lines - largest - pattern, companies - 2, largest / 2)];
  const known = new Set<string>();
  return sizes.map((lines) => {
    const locale = chosen.weighted(languages);
    return { name: unusedName(chosen, locale, known), locale, lines, accounts: accountsOf(lines) };
  });
}

const languages: ['fr' | 'nl' | 'de', number][] = [
  ['nl', 55],
  ['fr', 42],
  ['de', 3],
];

/** Customer numbers: a small company has one, the largest some dozens. */
function accountsOf(lines: number): number {
  return Math.min(60, Math.max(1, Math.round(Math.sqrt(lines) / 12)));
}

/** So many in all, the n-th of about 1/n of the first. */
function spread(total: number, parts: number, most: number): number[] {
  if (parts <= 0) return [];
  const weights = Array.from({ length: parts }, (_, place) => 1 / (place + 12) ** 1.1);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const free = total - parts * fewestLines;
  if (free < 0) throw new RangeError(`${parts} companies need ${parts * fewestLines} lines and more`);
  const sizes = weights.map((weight) => fewestLines + Math.floor(Math.min((free * weight) / sum, most)));
  // What rounding left over, one each.
  let left = total - sizes.reduce((all, size) => all + size, 0);
  for (let place = 0; left > 0; place = (place + 1) % parts) {
    const more = Math.min(left, Math.ceil(left / parts));
    sizes[place] = (sizes[place] ?? 0) + more;
    left -= more;
  }
  return sizes;
}

function unusedName(chosen: Random, locale: InventedCompany['locale'], known: Set<string>): string {
  const { trades, forms } = words[locale];
  for (;;) {
    const name = `${chosen.one(trades)} ${chosen.one(places[locale])} ${chosen.one(forms)}`;
    if (known.has(name)) continue;
    known.add(name);
    return name;
  }
}

const words = {
  fr: {
    trades: [
      'Transports',
      'Boulangerie',
      'Clinique',
      'Assurances',
      'Menuiserie',
      'Entreprises générales',
      'Imprimerie',
      'Pharmacie',
      'Intercommunale',
      'Nettoyage',
      'Titres-services',
      'Brasserie',
    ],
    forms: ['SA', 'SRL', 'SC', 'ASBL'],
  },
  nl: {
    trades: [
      'Bouwbedrijf',
      'Bakkerij',
      'Ziekenhuis',
      'Transport',
      'Schrijnwerkerij',
      'Verzekeringen',
      'Brouwerij',
      'Garage',
      'Thuiszorg',
      'Tuinaanleg',
      'Schoonmaak',
      'Drukkerij',
    ],
    forms: ['NV', 'BV', 'CV', 'VZW'],
  },
  de: { trades: ['Bäckerei', 'Bauunternehmen', 'Spedition', 'Tischlerei'], forms: ['AG', 'GmbH'] },
} as const;

const places = {
  fr: [
    'Sambre-et-Meuse',
    'de la Lesse',
    'du Condroz',
    'Ardenne',
    'Hesbaye',
    'du Borinage',
    'Gaume',
    'Val Duchesse',
  ],
  nl: [
    'De Schelde',
    'Kempen',
    'Haspengouw',
    'Meetjesland',
    'De Leie',
    'Westhoek',
    'Het Hageland',
    'De Demer',
  ],
  de: ['Eifel', 'Hohes Venn', 'Our', 'Weser'],
} as const;
