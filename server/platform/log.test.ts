import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  write(createLog('info', { write: (line) => void lines.push(line) }));
  return lines;
}

test('a line of the log is JSON with the level in words and the time in UTC', () => {
  const [line = ''] = logged((log) => log.info({ requestId: 'r1' }, 'answered'));
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    requestId: 'r1',
    msg: 'answered',
  });
});

test('what is below the level is not written', () => {
  expect(logged((log) => log.debug('detail'))).toEqual([]);
});

test('a secret that reaches the log by mistake is replaced', () => {
  const secrets = {
    password: 'hidden',
    puk: 'hidden',
    headers: { cookie: 'hidden', 'set-cookie': 'hidden' },
  };
  const [line] = logged((log) => log.info({ ...secrets, body: secrets, request: { body: secrets } }, 'told'));
  expect(line).not.toContain('hidden');
  expect(line).toContain('[secret]');
});
