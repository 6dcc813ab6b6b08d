/**
 * What was typed in the search box, as pieces that must all occur in a line's `search_text`; of a piece any of the spellings may.
 * Tokens of digits and separators that follow each other are one number: `0492 00 12` is `04920012`. A number that begins
 * with + or 00 is international: `+32 (0)492` and `0032492` are `+32492`; 00 may also stand inside a SIM number.
 */
export function searchPieces(typed: string): string[][] {
  const pieces: string[][] = [];
  let number = '';
  const endNumber = () => {
    if (number !== '') pieces.push(spellings(number));
    number = '';
  };
  for (const token of typed.normalize('NFKC').split(/[\s,;]+/)) {
    if (isNumberLike(token)) number += token;
    else {
      endNumber();
      if (!isSeparator(token)) pieces.push([token]);
    }
  }
  endNumber();
  return pieces;
}

/** Those of the spellings that may be part of a name: digits alone are numbers. */
export function wordsAmong(spellings: string[]): string[] {
  return spellings.filter((spelling) => !/^\+?\d+$/.test(spelling));
}

/** Codes of the plans of which one of the spellings is a part of a name, in any language. */
export function plansNamed(
  spellings: string[],
  plans: { code: string; names: Record<string, string> }[],
): string[] {
  const words = wordsAmong(spellings).map(folded);
  return plans
    .filter(({ names }) =>
      Object.values(names).some((name) => words.some((word) => folded(name).includes(word))),
    )
    .map(({ code }) => code);
}

/** As the database folds what is searched: lower case, without accents. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function isSeparator(token: string): boolean {
  return /^[()./\-‐–—−+:]*$/.test(token);
}

function isNumberLike(token: string): boolean {
  return /^\+?[\d()./\-‐–—−]+$/.test(token) && /\d/.test(token);
}

function spellings(typed: string): string[] {
  const international = typed.startsWith('+') || typed.startsWith('00');
  const digits = (international ? typed.replace('(0)', '') : typed).replace(/\D/g, '');
  if (typed.startsWith('+')) return [`+${digits}`];
  if (typed.startsWith('00') && digits.length > 4) return [`+${digits.slice(2)}`, digits];
  return [digits];
}
