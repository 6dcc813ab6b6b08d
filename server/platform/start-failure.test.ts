import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listenFailure, StartFailure } from './start-failure.ts';

/** Listens; the sentence when the system refuses, '' when not. */
async function refusalOf(host: string, port: number): Promise<string> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return '';
  } catch (error) {
    const failure = listenFailure(error, host, port);
    return failure instanceof StartFailure ? failure.message : String(failure);
  } finally {
    server.close();
  }
}

test('a port that is taken is told with the way out', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await refusalOf('127.0.0.1', port)).toBe(
    `Port ${port} of 127.0.0.1 is taken by another program: stop it, or choose another port with PORT.`,
  );
  other.close();
});

test('an address that this machine does not have is told', async () => {
  // 192.0.2.0/24 belongs to nobody (RFC 5737).
  expect(await refusalOf('192.0.2.1', 0)).toBe(
    'This machine has no address 192.0.2.1: choose another with HOST.',
  );
});

test('any other error stays what it is', () => {
  const defect = new TypeError('defect');
  expect(listenFailure(defect, '127.0.0.1', 3000)).toBe(defect);
});
