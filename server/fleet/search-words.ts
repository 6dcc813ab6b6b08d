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

function isSeparator(token: string): boolean {
  return /^[()./\-–+:]*$/.test(token);
}

function isNumberLike(token: string): boolean {
  return /^\+?[\d()./\-–]+$/.test(token) && /\d/.test(token);
}

function spellings(typed: string): string[] {
  const international = typed.startsWith('+') || typed.startsWith('00');
  const digits = (international ? typed.replace('(0)', '') : typed).replace(/\D/g, '');
  if (typed.startsWith('+')) return [`+${digits}`];
  if (typed.startsWith('00') && digits.length > 4) return [`+${digits.slice(2)}`, digits];
  return [digits];
}
