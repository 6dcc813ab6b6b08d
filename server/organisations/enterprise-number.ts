/** Whether these ten digits are a Belgian enterprise number: it starts with 0 or 1, and the last two are 97 − (first eight mod 97). */
export function isEnterpriseNumber(digits: string): boolean {
  if (!/^[01]\d{9}$/.test(digits)) return false;
  return Number(digits.slice(8)) === checkDigits(digits.slice(0, 8));
}

/** The enterprise number that begins with these eight digits. */
export function enterpriseNumber(firstEight: string): string {
  if (!/^[01]\d{7}$/.test(firstEight)) throw new RangeError(`not the first eight digits: ${firstEight}`);
  return firstEight + String(checkDigits(firstEight)).padStart(2, '0');
}

function checkDigits(firstEight: string): number {
  return 97 - (Number(firstEight) % 97);
}
