import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flottille-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('who comes later is refused until the first lets go', () => {
  const folder = newFolder();
  const first = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow('Another Flottille already runs on the data folder');
  first.release();
  lockFolder(folder).release();
});

test('of two who come at the same moment one gets it, each time', async () => {
  const folder = newFolder();
  const both = [contender(), contender()];
  await Promise.all(both.map((child) => once(child, 'message')));
  const won: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const contested = join(folder, String(round));
    mkdirSync(contested);
    const answers = both.map((child) => once(child, 'message'));
    for (const child of both) child.send({ folder: contested, at: Date.now() + 5 });
    const said = (await Promise.all(answers)).flat();
    won.push(said.filter((answer) => answer === 'locked').length);
  }
  expect(won).toEqual(won.map(() => 1));
}, 120_000);

/** Another process that tries to lock a folder at the moment it is told, and keeps what it got. */
function contender(): ChildProcess {
  const code = `
    import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))};
    const kept = [];
    process.on('message', ({ folder, at }) => {
      while (Date.now() < at);
      try {
        kept.push(lockFolder(folder));
        process.send('locked');
      } catch (error) {
        process.send(error.message);
      }
    });
    process.send('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill());
  return child;
}
