import type { Plugin } from 'vite';

/**
 * Lets a page that uses one word of a contract (`orderStates`, `showMsisdn`) leave the schemas on the server: making a schema
 * has no other effect, which the bundler cannot know of a chain of calls. Each is marked as such, and goes when nothing uses it.
 */
export function contractsByTheWord(): Plugin {
  return {
    name: 'contracts-by-the-word',
    apply: 'build',
    transform: {
      filter: { id: /\/server\/.*\bcontract\.ts$/ },
      handler(code) {
        let marked = code;
        // from the end, so that places before stay where they are
        for (const statement of this.parse(code).body.toReversed()) {
          const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
          if (declared?.type !== 'VariableDeclaration') continue;
          for (const { init } of declared.declarations.toReversed()) {
            if (init?.type !== 'CallExpression') continue;
            const made = code.slice(init.start, init.end);
            marked = `${marked.slice(0, init.start)}/*#__PURE__*/ (() => ${made})()${marked.slice(init.end)}`;
          }
        }
        return { code: marked, map: null };
      },
    },
  };
}
