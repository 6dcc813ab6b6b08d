import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A message as the code says it: its English text, and the files that use it. */
export type SourceMessage = { id: string; message: string; files: string[] };

const idForm = /^[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)+$/;

/**
 * Every message of the code, by id. Found are: an object literal with a literal `id` of the form `<word>.<thing>` and a literal
 * `message` (`i18n.t({…})`, `texts.t({…})`, or a descriptor kept in a list), `<Trans id message>`, and
 * `new Refusal(status, code, sentence)`, which is the message `refusal.<code>`. Throws when one id has two English texts.
 */
export function messagesOfCode(root: URL): Map<string, SourceMessage> {
  const found = new Map<string, SourceMessage>();
  const files = globSync(['server/**/*.ts', 'web/src/**/*.{ts,tsx}'], { cwd: root.pathname }).filter(
    (file) => !/\.test\.tsx?$|\.d\.ts$|^server\/tables\.ts$/.test(file),
  );
  for (const file of files.toSorted()) {
    const text = readFileSync(new URL(file, root), 'utf8');
    for (const { id, message } of messagesOfFile(file, text)) {
      const known = found.get(id);
      if (!known) found.set(id, { id, message, files: [file] });
      else if (known.message !== message) {
        throw new Error(
          `${id} has two English texts:\n  ${known.files[0]}: ${known.message}\n  ${file}: ${message}`,
        );
      } else if (!known.files.includes(file)) known.files.push(file);
    }
  }
  return found;
}

/** The messages of one file in the order they stand. */
export function messagesOfFile(file: string, text: string): { id: string; message: string }[] {
  if (!/\bmessage\b|\bRefusal\(/.test(text)) return [];
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  const found: { id: string; message: string }[] = [];
  const visit = (node: ts.Node): void => {
    const here = ofObject(node) ?? ofElement(node) ?? ofRefusal(node);
    if (here) found.push(here);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function ofObject(node: ts.Node) {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const literals = new Map<string, string>();
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
    const value = literalText(property.initializer);
    if (value !== undefined) literals.set(property.name.text, value);
  }
  return described(literals.get('id'), literals.get('message'));
}

function ofElement(node: ts.Node) {
  if (!ts.isJsxSelfClosingElement(node) && !ts.isJsxOpeningElement(node)) return undefined;
  const literals = new Map<string, string>();
  for (const attribute of node.attributes.properties) {
    if (!ts.isJsxAttribute(attribute) || !ts.isIdentifier(attribute.name) || !attribute.initializer) continue;
    const value = ts.isJsxExpression(attribute.initializer)
      ? attribute.initializer.expression
      : attribute.initializer;
    const text = value && literalText(value);
    if (text !== undefined) literals.set(attribute.name.text, text);
  }
  return described(literals.get('id'), literals.get('message'));
}

function ofRefusal(node: ts.Node) {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'Refusal')
    return undefined;
  const [, code, sentence] = node.arguments ?? [];
  const codeText = code && literalText(code);
  const message = sentence && literalText(sentence);
  return codeText === undefined || message === undefined ? undefined : { id: `refusal.${codeText}`, message };
}

function described(id: string | undefined, message: string | undefined) {
  return id !== undefined && message !== undefined && idForm.test(id) ? { id, message } : undefined;
}

/** Text of a literal, of a template without values, and of literals added together. */
function literalText(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return literalText(node.expression);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const left = literalText(node.left);
  const right = literalText(node.right);
  return left === undefined || right === undefined ? undefined : left + right;
}
