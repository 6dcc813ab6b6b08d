import { Client } from 'pg';

/** Milliseconds and bytes of a COPY … TO STDOUT whose rows are received and thrown away. */
export async function copyOut(url: string, statement: string): Promise<{ ms: number; bytes: number }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const begun = performance.now();
  try {
    const bytes = await new Promise<number>((resolve, reject) => {
      let bytes = 0;
      let failure: unknown;
      // What the client hands its messages to: it knows COPY, but has no query of its own for it.
      client.query({
        submit: (connection: { query(text: string): void }) => connection.query(statement),
        handleCopyData: ({ chunk }: { chunk: Buffer }) => void (bytes += chunk.length),
        handleCommandComplete: () => {},
        handleError: (error: unknown) => {
          failure = error;
          reject(error);
        },
        handleReadyForQuery: () => {
          if (failure === undefined) resolve(bytes);
        },
      } as never);
    });
    return { ms: performance.now() - begun, bytes };
  } finally {
    await client.end();
  }
}
