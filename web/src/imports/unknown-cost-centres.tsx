import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { checkImport, correctReading } from './queries.ts';
import styles from './imports.module.css';

/** Cost centres that the company does not have yet: mistyped, or to be added with the file. */
export function UnknownCostCentres({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const sentence = useProblemSentence();
  const { count, codes, mayAdd } = made.targets?.unknown ?? { count: 0, codes: [], mayAdd: false };
  const add = useMutation({
    mutationFn: async () => {
      await correctReading(made.id, { addsUnknown: true });
      return checkImport(made.id);
    },
  });
  return (
    <Notice
      kind="warn"
      title={i18n.t({
        id: 'imports.unknown',
        message:
          '{count, plural, one {# cost centre of this file does not exist yet} other {# cost centres of this file do not exist yet}}',
        values: { count },
      })}
    >
      <p className={styles.codes}>
        {codes.join(', ')}
        {count > codes.length && ' …'}
      </p>
      {add.error && <p role="alert">{sentence(problemIn(add.error))}</p>}
      {mayAdd ? (
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          {i18n.t({
            id: 'imports.unknown.add',
            message: '{count, plural, one {Add it with this file} other {Add them with this file}}',
            values: { count },
          })}
        </Button>
      ) : (
        <p>
          {i18n.t({
            id: 'imports.unknown.may-not',
            message: 'Only people who see all customer numbers of the company may add cost centres.',
          })}
        </p>
      )}
    </Notice>
  );
}
