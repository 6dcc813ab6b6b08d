import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An archive of these parts. */
export async function archive(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
}

/** The parts of a workbook of one sheet: `sheet` is what stands between its `<sheetData>`, `strings` the texts that its cells share. */
export function workbookParts(sheet: string, strings?: string): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  return {
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Numbers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${
      strings === undefined ? '' : relation('rId2', 'sharedStrings', 'sharedStrings.xml')
    }</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings}</sst>` }),
  };
}

/** A workbook of one sheet of texts and numbers. */
export function workbook(rows: (string | number | { raw: string })[][]): Promise<Buffer> {
  const cells = (row: (typeof rows)[number]) =>
    row
      .map((cell) => {
        if (typeof cell === 'string') return `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
        return `<c><v>${typeof cell === 'number' ? cell : cell.raw}</v></c>`;
      })
      .join('');
  return archive(workbookParts(rows.map((row) => `<row>${cells(row)}</row>`).join('')));
}

/** The same archive in which each entry says that it is so large when unpacked. */
export function declaring(bytes: Buffer, size: number): Buffer {
  return patched(bytes, (entry) => entry.writeUInt32LE(size, 24));
}

/** The same archive in which each entry says that it is encrypted. */
export function encrypted(bytes: Buffer): Buffer {
  return patched(bytes, (entry) => entry.writeUInt16LE(entry.readUInt16LE(8) | 1, 8));
}

/** Changes each entry of the central directory (APPNOTE.TXT 4.3.12). */
function patched(bytes: Buffer, change: (entry: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  const signature = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = copy.indexOf(signature); at >= 0; at = copy.indexOf(signature, at + 4))
    change(copy.subarray(at));
  return copy;
}
