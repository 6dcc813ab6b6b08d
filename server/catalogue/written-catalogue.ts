import type { WrittenFile, WrittenOption, WrittenPlan } from './written-document.ts';
import type { DocumentProblem, YamlSource } from '../platform/yaml-source.ts';

/** A file whose every part has the right shape. */
export type CheckedFile = { content: WrittenFile; source: YamlSource };

/** One thing of the catalogue with its place in the files. */
export type Written<T> = {
  value: T;
  /** A problem at a field of it: `option.problem('…', 'requires', 0)`. */
  problem(text: string, ...field: (string | number)[]): DocumentProblem;
};

type Section = 'subscriptionKinds' | 'optionKinds' | 'zones' | 'plans' | 'options';
type WrittenOperator = NonNullable<WrittenFile['operator']>;
type WrittenStatuses = NonNullable<WrittenFile['statuses']>;

/** All files of a folder together, nothing yet derived. */
export type WrittenCatalogue = {
  operators: Written<WrittenOperator>[];
  statuses: Written<WrittenStatuses>[];
} & {
  [S in Section]: Written<WrittenFile[S][number]>[];
};
export type { WrittenOption, WrittenPlan };

/** Puts the sections of all files one after the other, in the order of the files. */
export function mergeFiles(files: CheckedFile[]): WrittenCatalogue {
  const section = <S extends Section>(name: S): Written<WrittenFile[S][number]>[] =>
    files.flatMap(({ content, source }) =>
      (content[name] as WrittenFile[S][number][]).map((value, index) =>
        written(value, source, [name, index]),
      ),
    );
  return {
    operators: files.flatMap(({ content, source }) =>
      content.operator ? [written(content.operator, source, ['operator'])] : [],
    ),
    statuses: files.flatMap(({ content, source }) =>
      content.statuses ? [written(content.statuses, source, ['statuses'])] : [],
    ),
    subscriptionKinds: section('subscriptionKinds'),
    optionKinds: section('optionKinds'),
    zones: section('zones'),
    plans: section('plans'),
    options: section('options'),
  };
}

function written<T>(value: T, source: YamlSource, at: (string | number)[]): Written<T> {
  return {
    value,
    problem: (text, ...field) => ({ file: source.file, line: source.lineOf([...at, ...field]), text }),
  };
}
