import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';
import type { LineRow } from '../../../server/fleet/contract.ts';
import type { Order } from '../../../server/orders/contract.ts';

/** The check box of a number in the list of numbers, `0492 00 12 38`. */
export function boxOf(page: Page, number: string): Locator {
  return page.getByRole('checkbox', { name: new RegExp(number) });
}

/** The row of a number in a table. */
export function rowOf(page: Page, number: string): Locator {
  return page.getByRole('row').filter({ hasText: number });
}

/** The numbers that the list shows, from top to bottom. */
export async function numbersShown(page: Page): Promise<string[]> {
  await expect(page.locator('table[aria-busy=false]').first()).toBeVisible();
  return page.locator('tbody tr td:nth-child(3) a').allInnerTexts();
}

/** The id of a number, `0492 00 12 38`, of whoever is signed in. */
export async function lineIdOf(request: APIRequestContext, number: string): Promise<string> {
  const response = await request.get('/api/fleet/lines', { params: { search: number } });
  const { lines }: { lines: LineRow[] } = await response.json();
  expect(lines, number).toHaveLength(1);
  return lines[0]?.id ?? '';
}

type Change = { add?: string[]; remove?: string[] };

/** Quotes a change of options without the page; answers the id of the quote. */
export async function quoteOf(
  request: APIRequestContext,
  lineIds: string[],
  { add = [], remove = [] }: Change,
  when: object = {},
): Promise<string> {
  const change = { add: add.map((code) => ({ code })), remove };
  const response = await request.post('/api/quotes', { data: { selection: { lineIds }, change, ...when } });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()).id;
}

/** Orders a change of options without the page. */
export async function orderOf(request: APIRequestContext, lineIds: string[], change: Change): Promise<Order> {
  const quoteId = await quoteOf(request, lineIds, change);
  const headers = { 'idempotency-key': `test-${quoteId}` };
  const response = await request.post('/api/orders', { data: { quoteId }, headers });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** Waits until the simulated network has answered for every number of an order. */
export async function untilEnded(request: APIRequestContext, orderId: string): Promise<void> {
  const endedAt = async () => (await (await request.get(`/api/orders/${orderId}`)).json()).endedAt;
  await expect.poll(endedAt, { timeout: 30_000, intervals: [200] }).not.toBeNull();
}
