import { expect, test } from 'vitest';
import { withVat } from './option-price.tsx';

test('a price is shown with VAT rounded half up to the cent', () => {
  expect(withVat('24.79', '21')).toBe('30.00');
  expect(withVat('95.00', '21')).toBe('114.95');
  expect(withVat('8.2645', '21')).toBe('10.00');
  expect(withVat('0.00', '21')).toBe('0.00');
  expect(withVat('10.00', '5.5')).toBe('10.55');
});
