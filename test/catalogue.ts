import type { Catalogue, HeldOption, LineFacts, WantedChange } from '../server/catalogue/contract.ts';
import { readDocuments } from '../server/catalogue/read-documents.ts';

/** The demo operator's catalogue as its folder says it, as version 1, without a database. */
export async function demoCatalogue(): Promise<Catalogue> {
  const document = await readDocuments(new URL('../catalogue', import.meta.url).pathname);
  return { ...document, version: 1, validFrom: '2026-01-01T00:00:00.000Z', checksum: 'demo' };
}

/** An active line of a plan with these options. */
export function lineWith(planCode: string, ...options: (string | HeldOption)[]): LineFacts {
  return {
    planCode,
    status: 'active',
    activeOptions: options.map((each) => (typeof each === 'string' ? held(each) : each)),
  };
}

/** An option that a line holds since New Year 2026. */
export function held(code: string, more: Partial<HeldOption> = {}): HeldOption {
  return { code, since: '2026-01-01T09:00:00.000Z', count: 1, parameters: {}, ...more };
}

export function adding(...codes: string[]): WantedChange {
  return { add: codes.map((code) => ({ code })), remove: [] };
}

export function removing(...codes: string[]): WantedChange {
  return { add: [], remove: codes };
}

/** The line after an accepted change was carried out. */
export function lineAfter(line: LineFacts, change: WantedChange): LineFacts {
  const options = new Map(
    line.activeOptions
      .filter(({ code }) => !change.remove.includes(code))
      .map((option) => [option.code, option]),
  );
  for (const { code, parameters } of change.add) {
    const before = options.get(code);
    options.set(
      code,
      held(code, { ...before, count: (before?.count ?? 0) + 1, parameters: { ...parameters } }),
    );
  }
  return { ...line, activeOptions: [...options.values()] };
}
