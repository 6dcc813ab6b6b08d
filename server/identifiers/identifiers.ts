/** The front door of identifiers: what names a line from outside: numbers and SIM cards, read and checked. */
export { luhnDigit } from './iccid.ts';
export { looksLikeIdentifier, type ReadIdentifier, readIdentifier } from './identifier.ts';
