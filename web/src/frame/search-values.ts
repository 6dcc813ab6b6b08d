import { parseSearchWith, stringifySearchWith } from '@tanstack/react-router';

/**
 * How values stand in an address: lists as JSON, everything else as it is. A number that somebody searched for is not put
 * between quotes, and one of twenty digits (a SIM card) is never rounded.
 */
export const parseSearch = parseSearchWith(listOrQuoted);
export const stringifySearch = stringifySearchWith(JSON.stringify, listOrQuoted);

function listOrQuoted(text: string): unknown {
  if (!/^["[]/.test(text)) throw new SyntaxError('plain text'); // the callers then keep the text
  return JSON.parse(text);
}
