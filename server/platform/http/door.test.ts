import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StartFailure } from '../start-failure.ts';
import { openDoor } from './door.ts';

const here = { host: '127.0.0.1', port: 0 };
const ask = (port: number, path = '/') => fetch(`http://127.0.0.1:${port}${path}`);

describe('the address of the portal', () => {
  it('answers from the first moment: alive, but come back in a second', async () => {
    const door = await openDoor(here);
    const starting = await ask(door.port, '/fr');
    expect([starting.status, starting.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await ask(door.port, '/readyz')).status).toBe(503);
    expect((await ask(door.port, '/healthz')).status).toBe(200);
    door.answerWith(() => new Response('here'));
    expect(await (await ask(door.port)).text()).toBe('here');
    await door.close();
  });

  it('that is taken is told in one sentence', async () => {
    const door = await openDoor(here);
    const second = openDoor({ host: '127.0.0.1', port: door.port });
    await expect(second).rejects.toBeInstanceOf(StartFailure);
    await expect(second).rejects.toThrow(`Port ${door.port} of 127.0.0.1 is taken by another program`);
    await door.close();
  });

  it('is closed when the requests under way are answered, and takes no new ones meanwhile', async () => {
    const door = await openDoor(here);
    const asked = Promise.withResolvers<void>();
    const mayAnswer = Promise.withResolvers<void>();
    door.answerWith(async () => {
      asked.resolve();
      await mayAnswer.promise;
      return new Response('all of it');
    });
    const answer = ask(door.port);
    await asked.promise;
    const closed = door.close();
    await expect(ask(door.port)).rejects.toThrow('fetch failed');
    mayAnswer.resolve();
    expect(await (await answer).text()).toBe('all of it');
    await closed;
  });

  it('does not wait for connections on which nothing is asked, also one that was just answered', async () => {
    const door = await openDoor(here);
    const mayAnswer = Promise.withResolvers<void>();
    door.answerWith(async () => {
      await mayAnswer.promise;
      return new Response('answered');
    });
    const silent = connect(door.port, '127.0.0.1');
    await once(silent, 'connect');
    const kept = request({ port: door.port, headers: { connection: 'keep-alive' } }).end();
    const answered = once(kept, 'response');
    await sleep(50);
    const begun = performance.now();
    const closed = door.close(60_000);
    mayAnswer.resolve();
    await answered;
    silent.destroy();
    await closed;
    // The browser would keep its connection for seconds.
    expect(performance.now() - begun).toBeLessThan(4000);
  });

  it('cuts what does not end', async () => {
    const door = await openDoor(here);
    door.answerWith(() => new Response(new ReadableStream()));
    const answer = await ask(door.port);
    await door.close(50);
    await expect(answer.text()).rejects.toThrow('terminated');
  });
});
