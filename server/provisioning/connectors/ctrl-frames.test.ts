import { expect, it } from 'vitest';
import { ctrlFrame, frameReader } from './ctrl-frames.ts';

const texts = ['GET_REPLY 1 subscriber.info \nimsi\t206980000000001', 'ERROR 2 é', 'SET_REPLY 3 x OK'];
const bytes = Buffer.concat(texts.map(ctrlFrame));

it.each([1, 2, 3, 4, 5, 7, 1000])('frames are put together from pieces of %i bytes', (size) => {
  const read = frameReader();
  const found: string[] = [];
  for (let from = 0; from < bytes.length; from += size)
    found.push(...read(bytes.subarray(from, from + size)));
  expect(found).toEqual(texts);
});

it('a frame is length, protocol EE, extension 00 and the text', () => {
  expect(ctrlFrame('GET 1 a')).toEqual(Buffer.from([0, 8, 0xee, 0, ...Buffer.from('GET 1 a')]));
});

it('what is no frame is not read on', () => {
  expect(() => frameReader()(Buffer.from([0, 3, 0xfe, 0, 1, 2]))).toThrow('no IPA frame');
});
