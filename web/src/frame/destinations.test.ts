import { expect, it } from 'vitest';
import { type Destination, destinationsFor, stepFrom } from './destinations.ts';

const to = (label: string): Destination => ({ key: label, group: 'Pages', label, go: () => {} });
const all = ['Gérer mes numéros', 'Commandes', 'Numéros de Liège'].map(to);
const found = (typed: string) => destinationsFor(typed, all).map(({ label }) => label);

it('what is typed is found in any order, without accents, in any case; nothing typed finds all', () => {
  expect(found('NUMEROS')).toEqual(['Gérer mes numéros', 'Numéros de Liège']);
  expect(found('liege  num')).toEqual(['Numéros de Liège']);
  expect(found('  ')).toHaveLength(3);
  expect(found('xyz')).toEqual([]);
});

it('the arrow keys go round', () => {
  expect(stepFrom(2, 1, 3)).toBe(0);
  expect(stepFrom(0, -1, 3)).toBe(2);
  expect(stepFrom(0, 1, 0)).toBe(0);
});
