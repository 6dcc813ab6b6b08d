/** The reference without pgbench: `node plain-client.ts {url, rows}`; says what it measured and ends. */
import { Client } from 'pg';

const { url, rows } = JSON.parse(process.argv[2] ?? '{}') as { url: string; rows: number };
const clients = await Promise.all(
  Array.from({ length: 8 }, async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client;
  }),
);
const each = Math.ceil(rows / clients.length);
const update = `UPDATE bench_row SET state = 'completed', changes = changes + 1 WHERE id = $1`;
const insert = `INSERT INTO bench_history (row_id, at, note) VALUES ($1, now(), 'completed')`;
const begun = performance.now();
await Promise.all(clients.map(transactions));
const perSecond = (each * clients.length * 1000) / (performance.now() - begun);
await Promise.all(clients.map((client) => client.end()));
process.stdout.write(JSON.stringify({ perSecond }));

async function transactions(client: Client): Promise<void> {
  for (let n = 0; n < each; n += 1) {
    const values = [1 + Math.floor(Math.random() * rows)];
    await client.query({ name: 'begin', text: 'BEGIN' });
    await client.query({ name: 'update', text: update, values });
    await client.query({ name: 'insert', text: insert, values });
    await client.query({ name: 'commit', text: 'COMMIT' });
  }
}
