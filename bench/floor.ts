/**
 * The floor: what a server of node:http and pg costs that only asks these questions: no sign-in, no scope, no checks.
 * `node floor.ts <options as JSON>`; says its address and answers `/<name>` with the rows of all its questions.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { columnParsers } from '../server/platform/database/column-parsers.ts';

export type FloorOptions = { url: string; works: Record<string, { text: string; values: unknown[] }[]> };

const { url, works } = JSON.parse(process.argv[2] ?? '{}') as FloorOptions;
const pool = new Pool({ connectionString: url, max: 10, types: { getTypeParser: columnParsers } });

const server = createServer((request, response) => {
  const questions = works[(request.url ?? '').slice(1)] ?? [];
  Promise.all(questions.map(({ text, values }) => pool.query(text, values)))
    .then((answers) => {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(answers.map(({ rows }) => rows)));
    })
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
