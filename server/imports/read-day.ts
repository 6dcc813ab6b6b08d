/** Days between 30 December 1899, which spreadsheets count from, and 1 January 1970. */
const daysBefore1970 = 25_569;

/**
 * A day as people and spreadsheets write it: `2026-12-01`, `1/12/2026`, `01.12.2026`, `1-12-26`, or the number that a spreadsheet keeps. Day before month, as
 * everywhere in Europe. Null when it is none.
 */
export function readDay(written: string): string | null {
  const text = written.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const european = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$/.exec(text);
  if (european) {
    const year = Number(european[3]);
    return dayOf(year < 100 ? 2000 + year : year, Number(european[2]), Number(european[1]));
  }
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null;
  const day = new Date((Math.floor(Number(text)) - daysBefore1970) * 86_400_000).toISOString().slice(0, 10);
  return isWithin(day) ? day : null;
}

function dayOf(year: number, month: number, day: number): string | null {
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const at = new Date(`${written}T00:00:00Z`);
  const isThere = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written);
  return isThere && isWithin(written) ? written : null;
}

function isWithin(day: string): boolean {
  return day >= '2000-01-01' && day <= '2099-12-31';
}
