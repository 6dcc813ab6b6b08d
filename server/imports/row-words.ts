import { z } from 'zod';
import type { Catalogue } from '../catalogue/contract.ts';
import type { Texts } from '../platform/texts.ts';
import { leftOutReason, reasonAnswer } from '../quotes/quotes.ts';
import { assignmentWords } from './assignment-words.ts';
import type { RowProblem } from './contract.ts';

const refusedByRules = z.object({
  reasons: z.array(leftOutReason),
  wayOut: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }).nullable(),
});

/** Why a row is bad, and what to do about it, in the words of a language. `written` is left out where many rows are told at once. */
export function rowProblem(
  texts: Texts,
  catalogue: Catalogue,
  { code, values, written }: { code: string; values: unknown; written?: string },
): RowProblem {
  if (code === 'rules') return rulesProblem(texts, catalogue, refusedByRules.parse(values));
  const { reason, fix } = assignmentWords(texts, code, written ?? '') ?? wordsOf(texts, code, written ?? '');
  return { code, reason, fix };
}

function rulesProblem(
  texts: Texts,
  catalogue: Catalogue,
  { reasons, wayOut }: z.infer<typeof refusedByRules>,
): RowProblem {
  const sentences = reasons.map((reason) => reasonAnswer(texts, catalogue, reason, null).sentence);
  const named = (codes: string[]) =>
    codes
      .map((code) => catalogue.options.find((option) => option.code === code)?.names[texts.locale] ?? code)
      .join(', ');
  const steps = [
    wayOut && wayOut.add.length > 0
      ? texts.t({
          id: 'imports.fix.add-as-well',
          message: 'Add {options} as well.',
          values: { options: named(wayOut.add) },
        })
      : '',
    wayOut && wayOut.remove.length > 0
      ? texts.t({
          id: 'imports.fix.remove-as-well',
          message: 'Remove {options} as well.',
          values: { options: named(wayOut.remove) },
        })
      : '',
  ].filter((step) => step !== '');
  const nothingToDo = reasons.some((reason) => reason.code === 'nothing-to-do');
  const leave = nothingToDo
    ? texts.t({ id: 'imports.fix.nothing', message: 'Nothing: leave this row out.' })
    : texts.t({
        id: 'imports.fix.other-option',
        message: 'Choose another option for this number, or leave this row out.',
      });
  return { code: 'rules', reason: sentences.join(' · '), fix: steps.length > 0 ? steps.join(' ') : leave };
}

function wordsOf(texts: Texts, code: string, written: string): { reason: string; fix: string } {
  const t: Texts['t'] = (descriptor) => texts.t(descriptor);
  const values = { written };
  switch (code) {
    case 'number-missing':
      return {
        reason: t({ id: 'imports.row.number-missing', message: 'There is no number in this row.' }),
        fix: t({ id: 'imports.fix.number-missing', message: 'Fill in the number or the ICCID.' }),
      };
    case 'number-lost':
      return {
        reason: t({
          id: 'imports.row.number-lost',
          message: 'A spreadsheet has turned this into a rounded number: its last digits are lost.',
        }),
        fix: t({
          id: 'imports.fix.number-lost',
          message: 'Format the column as text, then type or paste the digits again from where they came.',
        }),
      };
    case 'number-unreadable':
      return {
        reason: t({ id: 'imports.row.number-unreadable', message: 'This is not a phone number.' }),
        fix: t({
          id: 'imports.fix.number-unreadable',
          message: 'Write it like 0470 12 34 56 or +32 470 12 34 56.',
        }),
      };
    case 'iccid-unreadable':
      return {
        reason: t({
          id: 'imports.row.iccid-unreadable',
          message: 'This is not an ICCID: its length or its last digit, which checks the others, is wrong.',
        }),
        fix: t({
          id: 'imports.fix.iccid-unreadable',
          message: 'Compare it with the card: 19 or 20 digits that begin with 89.',
        }),
      };
    case 'number-unknown':
      return {
        reason: t({ id: 'imports.row.number-unknown', message: 'Not found among your numbers.' }),
        fix: t({
          id: 'imports.fix.number-unknown',
          message: 'Compare it with your list of numbers, or leave this row out.',
        }),
      };
    case 'iccid-differs':
      return {
        reason: t({
          id: 'imports.row.iccid-differs',
          message: 'This ICCID is not that of the SIM card in use.',
        }),
        fix: t({ id: 'imports.fix.iccid-differs', message: 'Leave one of the two empty, or correct it.' }),
      };
    case 'option-missing':
      return {
        reason: t({ id: 'imports.row.option-missing', message: 'This row names no option.' }),
        fix: t({ id: 'imports.fix.option-missing', message: 'Say which option to add or to remove.' }),
      };
    case 'option-unknown':
      return {
        reason: written
          ? t({ id: 'imports.row.option-unknown', message: 'There is no option “{written}”.', values })
          : t({ id: 'imports.rows.option-unknown', message: 'There is no option of this name.' }),
        fix: t({
          id: 'imports.fix.option-unknown',
          message: 'Write its name as on the pages, or its code. Several: with a semicolon between them.',
        }),
      };
    case 'option-ambiguous':
      return {
        reason: written
          ? t({
              id: 'imports.row.option-ambiguous',
              message: 'Several options are called “{written}”.',
              values,
            })
          : t({ id: 'imports.rows.option-ambiguous', message: 'Several options have this name.' }),
        fix: t({ id: 'imports.fix.option-ambiguous', message: 'Write the code of the option.' }),
      };
    case 'setting-unknown':
      return {
        reason: written
          ? t({
              id: 'imports.row.setting-unknown',
              message: 'The setting in “{written}” cannot be read.',
              values,
            })
          : t({ id: 'imports.rows.setting-unknown', message: 'The setting of the option cannot be read.' }),
        fix: t({
          id: 'imports.fix.setting-unknown',
          message: 'Write it behind the name, like Travel data control = 100.',
        }),
      };
    case 'action-unknown':
      return {
        reason: written
          ? t({
              id: 'imports.row.action-unknown',
              message: '“{written}” says neither add nor remove.',
              values,
            })
          : t({ id: 'imports.rows.action-unknown', message: 'The action says neither add nor remove.' }),
        fix: t({ id: 'imports.fix.action-unknown', message: 'Write add or remove.' }),
      };
    case 'asked-twice':
      return {
        reason: written
          ? t({ id: 'imports.row.asked-twice', message: 'Row {written} asks for the same.', values })
          : t({ id: 'imports.rows.asked-twice', message: 'An earlier row asks for the same.' }),
        fix: t({
          id: 'imports.fix.asked-twice',
          message: 'Nothing: it is done once. To do it twice, use two files.',
        }),
      };
    case 'contradicts':
      return {
        reason: written
          ? t({
              id: 'imports.row.contradicts',
              message: 'Row {written} asks for something else for the same number and option.',
              values,
            })
          : t({
              id: 'imports.rows.contradicts',
              message: 'Another row asks for something else for the same number and option.',
            }),
        fix: t({ id: 'imports.fix.contradicts', message: 'Keep the row that is meant.' }),
      };
    default:
      return {
        reason: t({ id: 'imports.row.too-many-cells', message: 'This row has more cells than are read.' }),
        fix: t({
          id: 'imports.fix.too-many-cells',
          message: 'Remove what stands to the right of the table.',
        }),
      };
  }
}
