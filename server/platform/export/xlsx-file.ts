import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Locale } from '../call.ts';
import type { ExportColumn, Writing } from './export-column.ts';
import { sheetXml } from './xlsx-sheet.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Everything of a workbook of one sheet but the sheet (ECMA-376 part 1). Styles: 0 plain, 1 header, 2 text, 3 day and time, 4 amount. */
const fixedParts = (sheetName: string, moments: string): Record<string, string> => ({
  '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${moments}"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
});

/**
 * An XLSX file that is zipped while its rows are read, so that its length costs no memory. Every cell but moments and amounts is text,
 * in its type and in its format: no cell can be a formula, and digits stay as they are also when a cell is edited.
 */
export async function* xlsxFile<Row>(
  columns: ExportColumn<Row>[],
  rows: AsyncIterable<Row[]>,
  { sheetName, locale, writing }: { sheetName: string; locale: Locale; writing?: Writing | undefined },
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = new PassThrough();
  const sheet = Readable.from(sheetXml(columns, rows), { objectMode: false });
  zip.on('error', (error: Error) => output.destroy(error));
  zip.outputStream.pipe(output);
  for (const [path, text] of Object.entries(fixedParts(sheetName, shownMoments(locale, writing))))
    zip.addBuffer(Buffer.from(text), path);
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { compressionLevel: 3 });
  zip.end();
  try {
    yield* output;
  } finally {
    sheet.destroy(); // the reader may have gone away in the middle
  }
}

/** How a spreadsheet shows a moment: the cell is the same, and its decimals are in the language of the spreadsheet anyway. */
function shownMoments(locale: Locale, writing: Writing | undefined): string {
  if (writing === 'iso') return 'yyyy\\-mm\\-dd\\ hh:mm';
  return locale === 'de' ? 'dd\\.mm\\.yyyy\\ hh:mm' : 'dd/mm/yyyy\\ hh:mm';
}
