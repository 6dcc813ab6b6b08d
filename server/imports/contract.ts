import { z } from 'zod';
import { moneySchema } from '../orders/contract.ts';

/** What the rows of an import are about. */
export const importKinds = ['options'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a column means to us. `action` says of each row whether its `option` is added or removed. */
export const importFields = ['number', 'iccid', 'add', 'remove', 'action', 'option'] as const;
export type ImportField = (typeof importFields)[number];

/** Bytes and rows of one import. */
export const mostBytes = 50 * 1024 * 1024;
export const mostRows = 100_000;

export const importStates = ['receiving', 'mapping', 'checking', 'checked', 'refused', 'submitted'] as const;
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
    progress: z.number().describe('Part of the file that is checked, 0 to 1'),
    rowsRead: z.int(),
    rowsEmpty: z.int().describe('Rows that ask for nothing'),
    rowsBad: z.int(),
    rowsGood: z.int().describe('Rows that will be carried out'),
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
      }),
    ),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: 'ImportBadRows' });
export type BadRowList = z.infer<typeof badRowListSchema>;

/** POST /api/imports/{importId}/submit. `again`: also when the same file was carried out before. */
export const importSubmitSchema = z.object({ again: z.boolean().default(false) });

export const receiveQuerySchema = z.object({
  name: z.string().min(1).max(200).describe('Name of the file'),
  pasted: z.enum(['true', 'false']).default('false').describe('Cells that were pasted'),
});

export const templateQuerySchema = z.object({
  kind: z.enum(importKinds).default('options'),
  format: z.enum(['csv', 'xlsx']),
  locale: z.enum(['fr', 'nl', 'en', 'de']),
});
export const badRowsFileQuerySchema = templateQuerySchema.pick({ format: true, locale: true });
