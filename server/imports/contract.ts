import { z } from 'zod';
import { moneySchema } from '../quotes/contract.ts';

/** What the rows of an import are about. */
export const importKinds = ['options', 'holders', 'cost-centres'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a column means to us. `action` says of each row whether its `option` is added or removed; `from` is the first day of what it gives. */
export const importFields = [
  'number',
  'iccid',
  'add',
  'remove',
  'action',
  'option',
  'lastName',
  'firstName',
  'personnelNumber',
  'email',
  'costCentre',
  'costCentreName',
  'from',
  'until',
] as const;
export type ImportField = (typeof importFields)[number];

/** What columns of each kind of import can mean, as its template has them. */
export const fieldsOfKind: Record<ImportKind, ImportField[]> = {
  options: ['number', 'iccid', 'add', 'remove', 'action', 'option'],
  holders: ['number', 'iccid', 'lastName', 'firstName', 'personnelNumber', 'email', 'from', 'until'],
  'cost-centres': ['number', 'iccid', 'costCentre', 'costCentreName', 'from', 'until'],
};

/** Bytes and rows of one import. */
export const mostBytes = 50 * 1024 * 1024;
export const mostRows = 100_000;

/** carrying: users or cost centres are being given, by the workers. submitted: it is an order, or all of it is done. */
export const importStates = [
  'receiving',
  'mapping',
  'checking',
  'checked',
  'refused',
  'carrying',
  'submitted',
] as const;
export type ImportState = (typeof importStates)[number];

export const textEncodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export const textSeparators = [';', ',', '\t', '|'] as const;

const readingSchema = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('text'),
    encoding: z.enum(textEncodings),
    separator: z.enum(textSeparators),
    hasHeader: z.boolean(),
  }),
  z.object({
    format: z.literal('xlsx'),
    sheets: z.array(z.string()),
    sheet: z.int().min(0),
    hasHeader: z.boolean(),
  }),
]);

/** How the file is read: recognised, or corrected by the person. */
export const importReadingSchema = readingSchema.meta({ id: 'ImportReading' });
export type ImportReading = z.infer<typeof readingSchema>;

export const importColumnSchema = z
  .object({
    name: z.string().describe('From the header, or its letter'),
    field: z.enum(importFields).nullable().describe('What it means; null: nothing, it is passed over'),
    samples: z.array(z.string()).describe('What stands in its first rows'),
  })
  .meta({ id: 'ImportColumn' });
export type ImportColumn = z.infer<typeof importColumnSchema>;

/** Why rows cannot be carried out: their code, or `rules` with what the rules of the catalogue say. */
export const rowProblemSchema = z
  .object({
    code: z.string(),
    reason: z.string().describe('In the language of the request'),
    fix: z.string().describe('What to do about it'),
  })
  .meta({ id: 'ImportRowProblem' });
export type RowProblem = z.infer<typeof rowProblemSchema>;

export const importSchema = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    isPasted: z.boolean(),
    size: z.int(),
    madeAt: z.iso.datetime(),
    kind: z.enum(importKinds),
    state: z.enum(importStates),
    reading: importReadingSchema,
    columns: z.array(importColumnSchema),
    progress: z
      .number()
      .describe(
        'Part of the file that is checked; while it is carried out, part of its good rows that is done: 0 to 1',
      ),
    rowsRead: z.int(),
    rowsEmpty: z.int().describe('Rows that ask for nothing'),
    rowsBad: z.int(),
    rowsSame: z.int().describe('Rows of users and of cost centres whose numbers have all of it already'),
    rowsGood: z.int().describe('Rows that will be carried out, or were'),
    refusal: z
      .object({ code: z.string(), sentence: z.string() })
      .nullable()
      .describe('Why the file as a whole cannot be used'),
    problems: z
      .array(rowProblemSchema.extend({ count: z.int(), key: z.string().describe('Filters the bad rows') }))
      .describe('Why rows are bad, most frequent first'),
    changes: z
      .array(z.object({ add: z.array(z.string()), remove: z.array(z.string()), count: z.int() }))
      .describe('What the good rows ask for, by option code, most frequent first, at most 20'),
    targets: z
      .object({
        added: z.int().describe('Users or cost centres that are added'),
        most: z
          .array(z.object({ name: z.string(), isNew: z.boolean(), count: z.int() }))
          .describe('Who or what the good rows give to most numbers, at most 20'),
        unknown: z
          .object({
            count: z.int(),
            codes: z.array(z.string()).describe('At most 20'),
            mayAdd: z.boolean().describe('Whether the person may have them added with the file'),
          })
          .describe('Cost centres that the company does not have'),
      })
      .nullable()
      .describe('Of imports of users and of cost centres that are checked'),
    addsUnknown: z.boolean().describe('Cost centres that the company does not have yet are added'),
    quote: z
      .object({
        id: z.uuid(),
        expiresAt: z.iso.datetime(),
        lineCount: z.int(),
        eligibleCount: z.int().describe('Numbers that the order will change'),
        now: moneySchema,
        proRata: z.string(),
        monthly: moneySchema,
        vatRate: z.string(),
      })
      .nullable()
      .describe('What the good rows cost; null: not checked yet, or the prices have expired: check again'),
    sameAs: z
      .object({ at: z.iso.datetime(), by: z.string(), fileName: z.string() })
      .nullable()
      .describe('The same file was carried out before'),
    corrections: z.int().describe('Rows corrected since the last check'),
    orderId: z.uuid().nullable(),
    orderNumber: z.int().nullable(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof importSchema>;

export const importListSchema = z
  .object({
    imports: z.array(
      importSchema.pick({
        id: true,
        fileName: true,
        isPasted: true,
        madeAt: true,
        kind: true,
        state: true,
        progress: true,
        rowsRead: true,
        rowsBad: true,
        orderNumber: true,
      }),
    ),
  })
  .meta({ id: 'ImportList' });
export type ImportList = z.infer<typeof importListSchema>;

/** PATCH /api/imports/{importId}: corrects how the file is read, or what its columns mean. What is left out stays. */
export const importPatchSchema = z.object({
  kind: z.enum(importKinds).optional().describe('What the rows are about; the columns are recognised anew'),
  addsUnknown: z
    .boolean()
    .optional()
    .describe('Cost centres that the company does not have yet are to be added'),
  encoding: z.enum(textEncodings).optional(),
  separator: z.enum(textSeparators).optional(),
  sheet: z.int().min(0).max(1000).optional(),
  hasHeader: z.boolean().optional(),
  fields: z
    .array(z.enum(importFields).nullable())
    .max(200)
    .optional()
    .describe('What each column means, in the order of the file'),
});

export const badRowsQuerySchema = z.object({
  key: z.string().max(4000).optional().describe('Only rows with this problem'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export const badRowListSchema = z
  .object({
    rows: z.array(
      rowProblemSchema.extend({
        row: z.int().describe('In the file, as a spreadsheet numbers it'),
        written: z.string().describe('What of it this is about'),
        corrected: z.boolean().describe('It was corrected since the check'),
      }),
    ),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: 'ImportBadRows' });
export type BadRowList = z.infer<typeof badRowListSchema>;

/** A bad row with what stands in its columns that mean something. */
export const importRowSchema = z
  .object({
    row: z.int(),
    corrected: z.boolean().describe('It was corrected since the check'),
    fields: z.array(
      z.object({ field: z.enum(importFields), column: z.string().describe('Its name'), text: z.string() }),
    ),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRowSchema>;

/** PUT /api/imports/{importId}/rows/{row}: what is meant instead of what stands in the file. What is left out stays. */
export const rowCorrectionSchema = z.object({
  fields: z.partialRecord(z.enum(importFields), z.string().max(2000)),
});

/** POST /api/imports/{importId}/submit. `again`: also when the same file was carried out before. */
export const importSubmitSchema = z.object({ again: z.boolean().default(false) });

export const receiveQuerySchema = z.object({
  kind: z
    .enum(importKinds)
    .optional()
    .describe('What its rows are about; left out: as its columns are named'),
  name: z.string().min(1).max(200).describe('Name of the file'),
  pasted: z.enum(['true', 'false']).default('false').describe('Cells that were pasted'),
});

export const templateQuerySchema = z.object({
  kind: z.enum(importKinds).default('options'),
  format: z.enum(['csv', 'xlsx']),
  locale: z.enum(['fr', 'nl', 'en', 'de']),
});
export const badRowsFileQuerySchema = templateQuerySchema.pick({ format: true, locale: true });
