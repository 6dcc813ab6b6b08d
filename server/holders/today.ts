import { wallTimeOf } from '../catalogue/catalogue.ts';
import type { Call } from '../platform/call.ts';
import type { Day } from './assignment.ts';

/** The day it is in Brussels when this is asked. */
export function todayOf(call: Call): Day {
  return dayIn(call.now);
}

/** The day it is in Brussels at an instant. */
export function dayIn(instant: Date): Day {
  return wallTimeOf(instant).slice(0, 10);
}
