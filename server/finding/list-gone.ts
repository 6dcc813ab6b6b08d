import { Refusal } from '../platform/refusal.ts';

/** The pasted list is forgotten, or was never one of his company. */
export function listGone(): Refusal {
  return new Refusal(404, 'list-gone', 'This list of numbers is no longer kept. Paste the numbers again.');
}
