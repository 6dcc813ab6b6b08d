import { unreadable } from './unreadable.ts';

const signatures: [number[], () => Error][] = [
  [[0x25, 0x50, 0x44, 0x46], unreadable.pdf],
  // OLE2 compound file: .xls, and XLSX with a password (MS-OFFCRYPTO)
  [[0xd0, 0xcf, 0x11, 0xe0], unreadable.oldExcel],
  [[0x89, 0x50, 0x4e, 0x47], unreadable.picture],
  [[0x47, 0x49, 0x46, 0x38], unreadable.picture],
  [[0xff, 0xd8, 0xff], unreadable.picture],
  [[0x1f, 0x8b], unreadable.archive],
  [[0x37, 0x7a, 0xbc, 0xaf], unreadable.archive],
  [[0x52, 0x61, 0x72, 0x21], unreadable.archive],
  // an empty archive, and one in several parts
  [[0x50, 0x4b, 0x05, 0x06], unreadable.broken],
  [[0x50, 0x4b, 0x07, 0x08], unreadable.broken],
];

/** What a file is by its first bytes, whatever its name says. Throws a Refusal for what cannot be a table. */
export function fileKind(head: Uint8Array): 'text' | 'xlsx' {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx';
  for (const [signature, refusal] of signatures) if (startsWith(head, signature)) throw refusal();
  const text = Buffer.from(head.subarray(0, 200))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype|html|\?xml|table|head|body|svg)/.test(text)) throw unreadable.webPage();
  if (text.startsWith('{\\rtf')) throw unreadable.otherSheet();
  return 'text';
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, place) => bytes[place] === byte);
}
