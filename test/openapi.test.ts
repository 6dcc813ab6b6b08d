import { spawnSync } from 'node:child_process';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { apiDocument } from '../server/api.ts';

type Operation = {
  summary: string;
  operationId: string;
  'x-who': string;
  security: object[];
  responses: Record<string, { content?: Record<string, unknown> }>;
};
const document = apiDocument() as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
);

/** What another program finds wrong in an OpenAPI document. */
async function problemsOf(source: object): Promise<string[]> {
  const config = await createConfig({
    rules: {
      struct: 'error',
      'no-unresolved-refs': 'error',
      'path-parameters-defined': 'error',
      'operation-operationId-unique': 'error',
      'operation-parameters-unique': 'error',
      'no-identical-paths': 'error',
      'no-path-trailing-slash': 'error',
      'no-unused-components': 'error',
      'security-defined': 'error',
    },
  });
  const found = await lintFromString({
    source: JSON.stringify(source),
    config,
    absoluteRef: '/openapi.json',
  });
  return found.map(({ message, location }) => `${location[0]?.pointer ?? ''}: ${message}`);
}

describe('the OpenAPI document', () => {
  it('is a valid one of version 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(await problemsOf(document)).toEqual([]);
    const broken = { ...document, paths: { '/api/x/{id}': { get: { responses: { 200: {} } } } } };
    expect(await problemsOf(broken)).not.toEqual([]);
  });

  it('is what docs/openapi.json says', () => {
    const root = new URL('..', import.meta.url);
    const check = spawnSync(process.execPath, ['tools/print-openapi.ts', '--check'], { cwd: root });
    expect([check.status, check.stderr.toString()]).toEqual([0, '']);
  });

  it('tells of each route what it does, who may use it, and how it says no', () => {
    expect(operations.length).toBeGreaterThan(20);
    for (const { name, summary, 'x-who': who, security, responses } of operations) {
      expect([name, summary.length > 0, security.length]).toEqual([name, true, who === 'anyone' ? 0 : 1]);
      expect(Object.keys(responses['default']?.content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('names the media type of each answer that has a body', () => {
    const types = new Set(
      operations.flatMap(({ responses }) =>
        Object.entries(responses).flatMap(([status, { content }]) =>
          status === 'default' || content === undefined ? [] : Object.keys(content),
        ),
      ),
    );
    expect([...types].toSorted()).toEqual([
      'application/json',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
      'text/event-stream',
    ]);
  });
});
