// Without the library of schemas, which the page of the list is not to carry.

/**
 * What was pasted, entry by entry, each once. Headings and names beside the numbers hold no digit and are passed over. Several whole numbers
 * with only spaces between are several entries.
 */
export function pastedEntries(text: string): string[] {
  // The comma of 8,93E+18 is part of it.
  const entries = text.split(/(?:[\r\n\t;|]|,(?!\d{1,14}E\+?\d))+/i).flatMap((entry) => {
    const trimmed = entry.trim();
    const words = trimmed.split(/\s+/);
    return words.length > 1 && words.every(isWhole) ? words : [trimmed];
  });
  return [...new Set(entries.filter((entry) => /\d/.test(entry)).map((entry) => entry.slice(0, 60)))];
}

/** Whether what is pasted into the search box is a list: at least two numbers or ICCIDs, each on its own. */
export function isPastedList(text: string): boolean {
  return pastedEntries(text).filter(looksWhole).length > 1;
}

function looksWhole(entry: string): boolean {
  const digits = entry.replace(/\D/g, '').length;
  return digits >= 8 && digits <= 22 && !/\p{L}{2}/u.test(entry);
}

/** Digits alone that are a whole number or ICCID: 0492001234, +32492001234, 8932…. */
function isWhole(word: string): boolean {
  return /^(?:\+|00)?\d{9,20}$/.test(word);
}
