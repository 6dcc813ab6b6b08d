import { expect, test } from 'vitest';
import { callTurns } from './call-turns.ts';
import type { Lane } from './lane.ts';

/** Turns with a clock that stands still, and who went in which order. */
function turnsOf(atATime: number) {
  const went: string[] = [];
  const turns = callTurns(() => 0);
  turns.setAtATime(atATime);
  const enter = (lane: Lane, name: string, notBefore = 0) =>
    void turns.enter(lane, notBefore).then(() => went.push(name));
  return { turns, went, enter };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a small change goes next, however many of a large order wait', async () => {
  const { turns, went, enter } = turnsOf(1);
  for (let n = 0; n < 100; n += 1) enter('large', `large ${n}`);
  enter('small', 'small');
  turns.leave();
  await settled();
  expect(went).toEqual(['large 0', 'small']);
});

test('no more calls at a time than there may be, and those of a share given up are not replaced', async () => {
  const { turns, went, enter } = turnsOf(3);
  for (let n = 0; n < 9; n += 1) enter('large', `${n}`);
  await settled();
  expect(went).toHaveLength(3);
  turns.setAtATime(2);
  turns.leave();
  await settled();
  expect([went.length, turns.underWay()]).toEqual([3, 2]);
  turns.leave();
  await settled();
  expect([went.length, turns.underWay()]).toEqual([4, 2]);
});

test('a large order goes on beside small changes without end', async () => {
  const { turns, went, enter } = turnsOf(1);
  enter('large', 'first');
  for (let n = 0; n < 80; n += 1) {
    enter('small', 'small');
    enter('large', 'large');
  }
  for (let n = 0; n < 80; n += 1) turns.leave();
  await settled();
  expect(went.filter((name) => name === 'large')).toHaveLength(10);
});

test('what is not to be called yet keeps nobody waiting', async () => {
  const { went, enter } = turnsOf(2);
  enter('large', 'later', 60_000);
  enter('small', 'now');
  await settled();
  expect(went).toEqual(['now']);
});
