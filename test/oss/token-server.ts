import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OAuth 2.0 server that gives everybody the token of the moment. */
export async function startTokenServer(token: () => string) {
  const asked: { authorization: string; body: string }[] = [];
  let refuses = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      asked.push({ authorization: request.headers.authorization ?? '', body });
      response.writeHead(refuses ? 401 : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          refuses
            ? { error: 'invalid_client' }
            : { access_token: token(), token_type: 'Bearer', expires_in: 3600 },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked,
    refuse: () => {
      refuses = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
