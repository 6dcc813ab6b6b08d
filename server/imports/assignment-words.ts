import type { Texts } from '../platform/texts.ts';

type Words = { reason: string; fix: string };

/** Why a row of users or cost centres is bad, and what to do about it; undefined for what any row can be. `written` is '' where many are told at once. */
export function assignmentWords(texts: Texts, code: string, written: string): Words | undefined {
  const t: Texts['t'] = (descriptor) => texts.t(descriptor);
  const values = { written };
  switch (code) {
    case 'day-unreadable':
      return {
        reason: written
          ? t({ id: 'imports.row.day-unreadable', message: '“{written}” is no day.', values })
          : t({ id: 'imports.rows.day-unreadable', message: 'What stands there is no day.' }),
        fix: t({
          id: 'imports.fix.day-unreadable',
          message: 'Write it like 31/12/2026 or 2026-12-31: the day before the month.',
        }),
      };
    case 'days-reversed':
      return {
        reason: t({ id: 'imports.row.days-reversed', message: 'The last day is before the first.' }),
        fix: t({ id: 'imports.fix.days-reversed', message: 'Correct one of the two days.' }),
      };
    case 'text-too-long':
      return {
        reason: t({ id: 'imports.row.text-too-long', message: 'This text is too long.' }),
        fix: t({
          id: 'imports.fix.text-too-long',
          message: 'Names have at most 200 characters, personnel numbers 60, codes of cost centres 40.',
        }),
      };
    case 'email-unreadable':
      return {
        reason: written
          ? t({ id: 'imports.row.email-unreadable', message: '“{written}” is no e-mail address.', values })
          : t({ id: 'imports.rows.email-unreadable', message: 'What stands there is no e-mail address.' }),
        fix: t({ id: 'imports.fix.email-unreadable', message: 'Correct it, or leave it empty.' }),
      };
    case 'given-in-history':
      return {
        reason: t({
          id: 'imports.row.given-in-history',
          message: 'Something that has begun after this first day is history and stays as it is.',
        }),
        fix: t({
          id: 'imports.fix.given-in-history',
          message: 'Write a later first day, or leave this row out.',
        }),
      };
    case 'given-twice':
      return {
        reason: written
          ? t({ id: 'imports.row.given-twice', message: 'Row {written} says the same.', values })
          : t({ id: 'imports.rows.given-twice', message: 'An earlier row says the same.' }),
        fix: t({ id: 'imports.fix.given-twice', message: 'Nothing: it is done once.' }),
      };
    case 'given-otherwise':
      return {
        reason: written
          ? t({
              id: 'imports.row.given-otherwise',
              message: 'Row {written} gives the same number something else from the same day.',
              values,
            })
          : t({
              id: 'imports.rows.given-otherwise',
              message: 'Another row gives the same number something else from the same day.',
            }),
        fix: t({
          id: 'imports.fix.given-otherwise',
          message: 'Keep the row that is meant, or give them different first days.',
        }),
      };
    case 'target-moved':
      return {
        reason: t({
          id: 'imports.row.target-moved',
          message:
            'Somebody has changed this since the check: it is removed, closed, or another has its number.',
        }),
        fix: t({ id: 'imports.fix.target-moved', message: 'Send this row again.' }),
      };
    default:
      return code.startsWith('cost-centre-')
        ? costCentreWords(t, code, written)
        : code.startsWith('holder-')
          ? holderWords(t, code, written)
          : undefined;
  }
}

function costCentreWords(t: Texts['t'], code: string, written: string): Words {
  const values = { written };
  if (code === 'cost-centre-closed')
    return {
      reason: written
        ? t({ id: 'imports.row.cost-centre-closed', message: 'The cost centre {written} is closed.', values })
        : t({ id: 'imports.rows.cost-centre-closed', message: 'This cost centre is closed.' }),
      fix: t({ id: 'imports.fix.cost-centre-closed', message: 'Write another one, or open it again first.' }),
    };
  return {
    reason: written
      ? t({ id: 'imports.row.cost-centre-unknown', message: 'There is no cost centre {written}.', values })
      : t({ id: 'imports.rows.cost-centre-unknown', message: 'There is no cost centre of this code.' }),
    fix: t({ id: 'imports.fix.cost-centre-unknown', message: 'Correct the code, or have it added.' }),
  };
}

function holderWords(t: Texts['t'], code: string, written: string): Words {
  const values = { written };
  switch (code) {
    case 'holder-missing':
      return {
        reason: written
          ? t({
              id: 'imports.row.holder-missing',
              message: '“{written}” alone does not say who it is: the last name is missing.',
              values,
            })
          : t({ id: 'imports.rows.holder-missing', message: 'The last name is missing.' }),
        fix: t({ id: 'imports.fix.holder-missing', message: 'Fill in the last name.' }),
      };
    case 'holder-differs':
      return {
        reason: written
          ? t({
              id: 'imports.row.holder-differs',
              message: 'The personnel number {written} is that of somebody of another name.',
              values,
            })
          : t({
              id: 'imports.rows.holder-differs',
              message: 'The personnel number is that of somebody of another name.',
            }),
        fix: t({
          id: 'imports.fix.holder-differs',
          message: 'Correct the name or the number. Who has a new name is renamed on his own page.',
        }),
      };
    case 'holder-unnumbered':
      return {
        reason: written
          ? t({
              id: 'imports.row.holder-unnumbered',
              message: 'There is a {written} without a personnel number: it may be the same person.',
              values,
            })
          : t({
              id: 'imports.rows.holder-unnumbered',
              message:
                'There is somebody of this name without a personnel number: it may be the same person.',
            }),
        fix: t({
          id: 'imports.fix.holder-unnumbered',
          message:
            'If so, leave the number out here or write it on his page; if not, give the other one his.',
        }),
      };
    case 'holder-ambiguous':
      return {
        reason: written
          ? t({ id: 'imports.row.holder-ambiguous', message: 'Several users are called {written}.', values })
          : t({ id: 'imports.rows.holder-ambiguous', message: 'Several users have this name.' }),
        fix: t({
          id: 'imports.fix.holder-ambiguous',
          message: 'Add the personnel number or the e-mail address.',
        }),
      };
    case 'holder-email-differs':
      return {
        reason: written
          ? t({
              id: 'imports.row.holder-email-differs',
              message: 'There is a {written} with another e-mail address.',
              values,
            })
          : t({
              id: 'imports.rows.holder-email-differs',
              message: 'There is somebody of this name with another e-mail address.',
            }),
        fix: t({
          id: 'imports.fix.holder-email-differs',
          message: 'If it is the same person, leave the address out; if not, add the personnel number.',
        }),
      };
    case 'holder-contradicts':
      return {
        reason: written
          ? t({
              id: 'imports.row.holder-contradicts',
              message: 'Rows of this file say different things of the personnel number {written}.',
              values,
            })
          : t({
              id: 'imports.rows.holder-contradicts',
              message: 'Rows of this file say different things of one personnel number.',
            }),
        fix: t({
          id: 'imports.fix.holder-contradicts',
          message: 'Write the same name and address wherever it stands.',
        }),
      };
    default:
      return {
        reason: written
          ? t({
              id: 'imports.row.holder-number-taken',
              message: 'The personnel number {written} is that of somebody whom you do not see.',
              values,
            })
          : t({
              id: 'imports.rows.holder-number-taken',
              message: 'The personnel number is that of somebody whom you do not see.',
            }),
        fix: t({
          id: 'imports.fix.holder-number-taken',
          message: 'Ask a colleague who sees all customer numbers.',
        }),
      };
  }
}
