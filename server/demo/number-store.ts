import { type RawBuilder, sql } from 'kysely';
import { luhnDigit } from '../identifiers/identifiers.ts';

/** Place of a copied line among all invented ones. */
const place = sql`(copy.place + pattern.rank)`;
const serial = sql`lpad(${place}::text, 12, '0')`;

/** In SQL what `inventedMsisdn` says of a place. */
export const copiedMsisdn: RawBuilder<unknown> = sql`(SELECT '3246' || lpad((scattered / 9990)::text, 3, '0')
  || lpad((10 + scattered % 9990)::text, 4, '0')
  FROM (SELECT (${place} * 6180331 + 271828) % 9990000 AS scattered) AS number)`;

/** In SQL what `inventedSim` says of a serial number. */
export const copiedIccid: RawBuilder<unknown> = sql`'893298' || ${serial} || ${checkDigit()}`;
export const copiedImsi: RawBuilder<unknown> = sql`'20698' || lpad(${place}::text, 10, '0')`;

/** Luhn (ISO/IEC 7812-1 annex B): from the right each second digit counts double, its own digits added up. */
function checkDigit(): RawBuilder<unknown> {
  const ofIssuer = (10 - Number(luhnDigit(`893298${'0'.repeat(12)}`))) % 10;
  const digits = Array.from({ length: 8 }, (_, power) => {
    const digit = sql`${place} / ${sql.lit(10 ** power)} % 10`;
    return power % 2 === 0 ? sql`${digit} * 2 % 10 + ${digit} / 5` : digit;
  });
  return sql`((100 - (${sql.lit(ofIssuer)} + ${sql.join(digits, sql` + `)}) % 10) % 10)::text`;
}
