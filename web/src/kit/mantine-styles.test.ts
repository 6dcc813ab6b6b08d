import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** Components that are made of others, whose styles they need too. */
const madeOf: Record<string, string[]> = {
  ActionIcon: ['UnstyledButton', 'Loader'],
  Button: ['UnstyledButton', 'Loader'],
  Checkbox: ['InlineInput'],
  PasswordInput: ['Input', 'ActionIcon'],
  Radio: ['InlineInput'],
  Switch: ['InlineInput'],
  TextInput: ['Input'],
};

describe('the styles of the component library', () => {
  it('are there for every component that a page uses', () => {
    const listed = read('web/src/kit/mantine-styles.ts');
    const used = new Set<string>();
    for (const file of globSync('web/src/**/*.tsx', { cwd: root.pathname })) {
      for (const [, names = ''] of read(file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
        for (const name of names.split(',')) used.add(name.replace(/\btype\b/, '').trim());
      }
    }
    const needed = [...used].flatMap((name) => [name, ...(madeOf[name] ?? [])]);
    const missing = needed.filter(
      (name) =>
        existsSync(new URL(`node_modules/@mantine/core/styles/${name}.css`, root)) &&
        !listed.includes(`/styles/${name}.css'`),
    );
    expect(missing).toEqual([]);
  });
});
