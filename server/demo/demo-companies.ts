import { type NewPerson, enterpriseNumber } from '../organisations/organisations.ts';

export type DemoCompany = {
  name: string;
  enterpriseNumber: string;
  locale: 'fr' | 'nl';
  accounts: { number: string; name: string; cycleDay: number }[];
  lines: number;
  people: Omit<NewPerson, 'organisationId' | 'billingAccountIds'>[];
};

/** Of every demo account. */
export const demoPassword = 'flottille-demo';

/** The guide's customer first. Names and enterprise numbers are invented: 1899… is not given out. */
export const demoCompanies: DemoCompany[] = [
  {
    name: 'Transports Belle-Rivière SA',
    enterpriseNumber: enterpriseNumber('18990001'),
    locale: 'fr',
    accounts: [
      { number: '600482917', name: 'Siège Namur', cycleDay: 1 },
      { number: '600482925', name: 'Dépôt Liège', cycleDay: 15 },
    ],
    lines: 61,
    people: [
      { email: 'manager@demo.test', role: 'manager', firstName: 'Amélie', lastName: 'Delvaux', locale: 'fr' },
      { email: 'viewer@demo.test', role: 'viewer', firstName: 'Benoît', lastName: 'Lacroix', locale: 'fr' },
    ],
  },
  {
    name: 'Bakkerij De Korenbloem BV',
    enterpriseNumber: enterpriseNumber('18990002'),
    locale: 'nl',
    accounts: [{ number: '600731404', name: 'Bakkerij De Korenbloem', cycleDay: 1 }],
    lines: 12,
    people: [
      { email: 'other@demo.test', role: 'manager', firstName: 'Katrien', lastName: 'Claes', locale: 'nl' },
    ],
  },
  {
    name: 'Noordzee Bouwgroep NV',
    enterpriseNumber: enterpriseNumber('18990003'),
    locale: 'nl',
    accounts: [
      { number: '600915522', name: 'Hoofdkantoor Brugge', cycleDay: 1 },
      { number: '600915530', name: 'Werven Oost', cycleDay: 1 },
      { number: '600915548', name: 'Werven West', cycleDay: 10 },
    ],
    lines: 5000,
    people: [
      { email: 'large@demo.test', role: 'manager', firstName: 'Joris', lastName: 'Vermeulen', locale: 'nl' },
    ],
  },
];

export const demoStaff = {
  email: 'operator@demo.test',
  role: 'staff',
  firstName: 'Elena',
  lastName: 'Servais',
  locale: 'en',
  organisationId: null,
} as const satisfies NewPerson;
