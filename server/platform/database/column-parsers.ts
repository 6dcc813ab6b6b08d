import { types, type CustomTypesConfig } from 'pg';

const asText = (value: string): string => value;

/** int8 as number. A value that a number cannot hold exactly is a defect, never a wrong digit. */
function asWholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 ${value} is more than a number can hold`);
  return number;
}

const own = new Map<number, (value: string) => unknown>([
  [types.builtins.INT8, asWholeNumber],
  // A date has no time and no zone: as a Date it would move by a day with the zone of the process.
  [types.builtins.DATE, asText],
]);
// Object ids of pg_type.
const int8Array = 1016;
const dateArray = 1182;

type TypeId = Parameters<CustomTypesConfig['getTypeParser']>[0];

/** How each column type of PostgreSQL becomes a value: int8 → number, date → text, the rest as pg does it. */
export const columnParsers: CustomTypesConfig['getTypeParser'] = (type: TypeId, format?: string) => {
  const oid: number = type;
  const standard = types.getTypeParser(type, format === 'binary' ? 'binary' : 'text');
  if (format === 'binary') return standard;
  const single = own.get(oid);
  if (single) return single;
  if (oid === int8Array || oid === dateArray) return arrayOf(oid === int8Array ? asWholeNumber : asText);
  return standard;
};

/** Of one dimension; PostgreSQL never quotes the elements of these two types. */
function arrayOf(parse: (value: string) => unknown): (value: string) => unknown {
  return (value) =>
    value === '{}'
      ? []
      : value
          .slice(1, -1)
          .split(',')
          .map((element) => (element === 'NULL' ? null : parse(element)));
}
