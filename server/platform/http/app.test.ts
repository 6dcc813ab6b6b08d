import { describe, expect, it } from 'vitest';
import { httpApp, manager } from '../../../test/http-app.ts';

const box = '/api/boxes/01900000-0000-7000-8000-000000000003';
const good = { name: 'crate', 'width/height': 3 };

async function problem(answer: Response) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const body = (await answer.json()) as Record<string, unknown>;
  expect(body).toMatchObject({ status: answer.status, requestId: answer.headers.get('x-request-id') });
  return body;
}

describe('what is sent', () => {
  it('is answered when all of it fits', async () => {
    const answer = await httpApp().send('POST', box, good);
    expect([answer.status, await answer.json()]).toEqual([200, { name: 'crate' }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is refused with every wrong field at once, each by its JSON pointer', async () => {
    const wrong = { name: 'c', 'width/height': 0, tags: ['ok', 'too long'] };
    const answer = await httpApp().send('POST', `${box}?weight=none`, wrong, { 'idempotency-key': 'short' });
    const { code, fields, detail } = await problem(answer);
    expect([answer.status, code]).toEqual([400, 'invalid-input']);
    expect((fields as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '#/query/weight',
      '#/headers/idempotency-key',
      '#/body/name',
      '#/body/width~1height', // RFC 6901 §3
      '#/body/tags/1',
    ]);
    expect(detail).toContain('tags/1');
  });

  it.each([
    ['fr', 'Une partie de ce qui a été envoyé', 'Trop petit'],
    ['nl', 'Een deel van wat', 'Te kort'],
    ['en', 'Some of what was sent', 'Too small'],
    ['de', 'Ein Teil', 'Zu klein'],
  ])('is refused in the language of the page: %s', async (locale, sentence, reason) => {
    const answer = await httpApp().send('POST', box, { ...good, name: 'c' }, { 'x-locale': locale });
    const { detail } = await problem(answer);
    expect(detail).toContain(sentence);
    expect(detail).toContain(reason);
  });

  it('is refused when it is no text that can be stored', async () => {
    const { send } = httpApp();
    for (const name of ['nul\0byte', 'half a pair \ud83d']) {
      const { code, fields } = await problem(await send('POST', box, { ...good, name }));
      expect([code, fields]).toMatchObject(['invalid-input', [{ pointer: '#/body/name' }]]);
    }
    expect((await send('POST', box, { ...good, name: 'a whole pair 😀' })).status).toBe(200);
  });

  it.each(['{"name": ', 'null,', '', '\xff\xfe'])('is refused when it is no JSON: %j', async (body) => {
    const answer = await httpApp().send('POST', box, body);
    expect([answer.status, (await problem(answer))['code']]).toEqual([400, 'not-json']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'is refused as %s, which a form of another site could send',
    async (type) => {
      const answer = await httpApp().send('POST', box, good, { 'content-type': type });
      expect([answer.status, (await problem(answer))['code']]).toEqual([415, 'not-json']);
    },
  );

  it('is refused above the limit of its route, whether its length is told or not', async () => {
    const { app, send } = httpApp();
    const large = { ...good, name: 'c'.repeat(3000) };
    const told = await send('POST', box, large);
    expect([told.status, (await problem(told))['values']]).toEqual([413, { limit: 2 }]);
    const chunks = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('"'.padEnd(500, 'c'))),
    });
    const endless = await app.request(
      new Request(`http://localhost${box}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: chunks,
        duplex: 'half',
      }),
    );
    expect(endless.status).toBe(413);
  });
});

describe('where it is sent', () => {
  it('is 404 when nothing is there, also for an id that cannot be one', async () => {
    const { send } = httpApp();
    for (const path of ['/api/unknown', '/api', '/api/boxes', '/api/boxes/7', '/api/boxes/%E0%A4%A']) {
      const answer = await send('POST', path, good);
      expect([path, answer.status, (await problem(answer))['code']]).toEqual([path, 404, 'not-found']);
    }
  });

  it('says which methods an address takes when it is asked with another', async () => {
    const { send } = httpApp();
    const answer = await send('DELETE', box);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, GET, HEAD']);
    expect(await problem(answer)).toMatchObject({
      code: 'wrong-method',
      detail: 'Cette adresse n’accepte que POST, GET, HEAD.',
    });
    expect((await send('OPTIONS', '/api/news')).status).toBe(405);
    expect((await send('GET', '/api/beside')).status).toBe(200);
  });

  it('has what no route answers in the log, under the id that the asker quotes, and in the figures under one name', async () => {
    const { send, logged, counted } = httpApp();
    const nowhere = await send('GET', '/api/nowhere');
    const wrong = await send('BREW', box);
    expect(logged).toMatchObject([
      { requestId: nowhere.headers.get('x-request-id'), method: 'GET', route: 'none', status: 404 },
      { requestId: wrong.headers.get('x-request-id'), method: 'BREW', route: 'none', status: 405 },
    ]);
    expect(counted).toEqual([
      ['GET', 'none', 404, 0],
      ['other', 'none', 405, 0],
    ]);
  });

  it('answers HEAD as GET, without a body, and holds no stream open for it', async () => {
    const { app, state } = httpApp();
    const answer = await app.request('/api/news', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/event-stream',
      '',
    ]);
    expect(state).toEqual({ opened: 1, cancelled: 1 });
  });
});

describe('a request that another site made a browser send', () => {
  const { send } = httpApp({ publicOrigin: 'https://fleet.example' });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://fleet.example', 'sec-fetch-site': 'cross-site' },
  ])('is refused: %j', async (headers) => {
    const answer = await send('POST', box, good, { ...headers, host: 'fleet.example' });
    expect([answer.status, (await problem(answer))['code']]).toEqual([403, 'foreign-origin']);
  });

  it.each([
    {},
    { 'sec-fetch-site': 'same-origin', origin: 'https://fleet.example' },
    { origin: 'https://fleet.example' },
    { origin: 'http://inside.example:3000', host: 'inside.example:3000' },
  ])('is let through when it is our own or a program’s: %j', async (headers) => {
    expect((await send('POST', box, good, headers)).status).toBe(200);
  });
});

describe('who asks', () => {
  it('nobody: is asked to sign in, and the refusal is told with the path', async () => {
    const { send, refusedAccess } = httpApp();
    const answer = await send('POST', '/api/change');
    expect([answer.status, (await problem(answer))['code']]).toEqual([401, 'sign-in-needed']);
    expect(refusedAccess.map(({ refusal, path }) => [refusal.code, path])).toEqual([
      ['sign-in-needed', '/api/change'],
    ]);
  });

  it('who may only look: is told so', async () => {
    const { send } = httpApp({ actor: { ...manager, role: 'viewer' } as typeof manager });
    expect((await problem(await send('POST', '/api/change')))['code']).toBe('read-only');
  });

  it('a customer: finds nothing where staff work; staff change nothing of customers', async () => {
    expect((await httpApp({ actor: manager }).send('GET', '/api/staff')).status).toBe(404);
    const staff = { kind: 'staff', personId: 's', name: 'S', email: 's@x.test', locale: 'en' } as const;
    expect((await httpApp({ actor: staff }).send('GET', '/api/staff')).status).toBe(200);
    expect((await problem(await httpApp({ actor: staff }).send('POST', '/api/change')))['code']).toBe(
      'customers-only',
    );
  });

  it('is spoken to in the language of the page, of the account, of the browser, in this order', async () => {
    const { send } = httpApp({ actor: manager });
    const page = await send('GET', box, undefined, { 'x-locale': 'de', 'accept-language': 'nl' });
    expect(await page.json()).toMatchObject({ locale: 'de' });
    const account = await send('GET', '/api/staff', undefined, { 'accept-language': 'nl' });
    expect((await problem(account))['detail']).toContain('Il n’y a rien à cette adresse');
    const nobody = httpApp();
    const browser = await nobody.send('GET', box, undefined, {
      'accept-language': 'es, en;q=0.3, nl-BE;q=0.8',
    });
    expect((await problem(browser))['detail']).toBe('Meld u eerst aan.');
    const unknown = await nobody.send('GET', box, undefined, { 'accept-language': 'es, en;q=0, frisian' });
    expect((await problem(unknown))['detail']).toBe('Connectez-vous d’abord.');
  });

  it('is known by the address that our proxy saw, never by one he wrote himself', async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6, 192.0.2.7' };
    const proxied = httpApp({ actor: manager, trustProxy: true });
    expect(await (await proxied.send('GET', box, undefined, headers)).json()).toMatchObject({
      ip: '192.0.2.7',
    });
    const direct = httpApp({ actor: manager });
    expect(await (await direct.send('GET', box, undefined, headers)).json()).toMatchObject({ ip: null });
  });
});

describe('too many requests', () => {
  it('are refused until the minute is over, and only for who sends them', async () => {
    const { send, clock } = httpApp({ trustProxy: true, actor: manager });
    for (let place = 0; place < 3; place += 1) expect((await send('GET', box)).status).toBe(200);
    const answer = await send('GET', box);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '40']);
    expect((await problem(answer))['code']).toBe('too-many-requests');
    expect((await send('GET', '/api/broken')).status).toBe(500);
    clock.advance(40_000);
    expect((await send('GET', box)).status).toBe(200);
  });

  it('of one address leave another alone', async () => {
    const { send } = httpApp({ trustProxy: true });
    const from = async (ip: string) => (await send('GET', box, undefined, { 'x-forwarded-for': ip })).status;
    for (let place = 0; place < 3; place += 1) await from('192.0.2.1');
    expect([await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([429, 401]);
  });
});

describe('a defect', () => {
  it('tells nothing but the id under which the log has all of it', async () => {
    const { send, logged } = httpApp();
    const answer = await send('GET', '/api/broken', undefined, { 'x-locale': 'en' });
    const body = await problem(answer);
    expect(body).toEqual({
      type: 'urn:flottille:problem:defect',
      title: 'defect',
      status: 500,
      code: 'defect',
      detail: `Something went wrong on our side. Nothing was changed. Quote ${String(body['requestId'])} when you ask for help.`,
      requestId: body['requestId'],
    });
    const line = logged.find(({ msg }) => msg === 'defect');
    expect(line).toMatchObject({ requestId: body['requestId'], route: '/api/broken' });
    expect(JSON.stringify(line)).toContain('secret_table');
  });
});

describe('every answer', () => {
  it('is logged and counted by its route, never by its address', async () => {
    const { send, logged, counted } = httpApp({ actor: manager });
    const answer = await send('GET', `${box}?token=very-secret`);
    expect(logged).toMatchObject([
      {
        msg: 'answered',
        route: '/api/boxes/{boxId}',
        status: 200,
        requestId: answer.headers.get('x-request-id'),
      },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/very-secret|000000000003/);
    expect(counted).toEqual([['get', '/api/boxes/{boxId}', 200, expect.any(Number)]]);
  });

  it('has an id of its own', async () => {
    const { send } = httpApp();
    const ids = await Promise.all(
      ['/api/broken', '/api/unknown', box].map(async (path) =>
        (await send('GET', path)).headers.get('x-request-id'),
      ),
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
  });

  it('lets a browser load nothing but our own files, and show us in no frame', async () => {
    const { send } = httpApp({ publicOrigin: 'https://fleet.example' });
    for (const path of ['/api/news', '/api/broken', '/api/unknown', '/api/beside', box]) {
      const { headers } = await send('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
  });
});
