import { useState } from 'react';
import { dayIn } from './brussels-clock.ts';

/** The calendar day in Brussels on which the page was opened. */
export function useToday(): string {
  const [today] = useState(() => dayIn(new Date()));
  return today;
}
