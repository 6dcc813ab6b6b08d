import type { Socket } from 'node:net';

const message = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const int = (size: 2 | 4, value: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeIntBE(value, 0, size);
  return bytes;
};

/** Speaks as much of PostgreSQL's protocol 3.0 as one `SHOW server_version` needs. */
export function answerAsVersion(socket: Socket, version: string): void {
  const ready = message('Z', Buffer.from('I'));
  const column = [
    Buffer.from('server_version\0'),
    int(4, 0),
    int(2, 0),
    int(4, 25),
    int(2, -1),
    int(4, -1),
    int(2, 0),
  ];
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(Buffer.concat([message('R', int(4, 0)), ready]));
    socket.on('data', (asked) => {
      if (asked[0] !== 'Q'.charCodeAt(0)) return;
      const row = [int(2, 1), int(4, version.length), Buffer.from(version)];
      socket.write(
        Buffer.concat([
          message('T', int(2, 1), ...column),
          message('D', ...row),
          message('C', Buffer.from('SHOW\0')),
          ready,
        ]),
      );
    });
  });
}
