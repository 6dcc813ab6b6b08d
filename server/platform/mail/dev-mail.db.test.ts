import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { frame } from '../../../test/mail-frame.ts';
import { mailOutbox } from '../../../test/mail-outbox.ts';
import { newId } from '../id.ts';
import { devMail, queueMail } from './mail.ts';

const database = await testDatabase();
const { call, queue, start } = mailOutbox(database);
const pages = devMail({ db: database.db, frame, publicOrigin: 'https://portal.test' });

async function read(path: string): Promise<string> {
  const answer = await pages.request(path);
  expect(answer.status).toBe(200);
  return answer.text();
}

type Told = { id: string; to: string; subject: string; html: string; text: string };

async function json(path: string): Promise<Told[]> {
  return JSON.parse(await read(path)) as Told[];
}

describe('/dev/mail', () => {
  it('shows what was sent, newest first, all or to one address', async () => {
    await queue('first', 'anna@customer.test');
    await queue('second', 'bert@customer.test');
    await start(null).sendDue();
    expect((await json('/dev/mail.json')).map(({ to }) => to)).toEqual([
      'bert@customer.test',
      'anna@customer.test',
    ]);
    expect(await json('/dev/mail.json?to=Anna@customer.test')).toMatchObject([
      {
        to: 'anna@customer.test',
        from: 'Mirabel & Mobile <no-reply@portal.test>',
        subject: 'Votre demande n° 100001 est reçue',
        text: expect.stringContaining('https://portal.test/fr/orders/1') as string,
        html: expect.stringContaining('href="https://portal.test/fr/orders/1"') as string,
      },
    ]);
    const list = await read('/dev/mail?to=bert@customer.test');
    expect(list).toContain('bert@customer.test');
    expect(list).not.toContain('anna@customer.test');
  });

  it('shows no mail before it is sent', async () => {
    await queue('first');
    expect(await json('/dev/mail.json')).toEqual([]);
    expect(await read('/dev/mail')).toContain('No mail yet');
  });

  it('shows a mail with its HTML in a frame that can do nothing but open links', async () => {
    await queue('first');
    await start(null).sendDue();
    const [mail] = await json('/dev/mail.json');
    const answer = await pages.request(`/dev/mail/${mail?.id}`);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
    const page = await answer.text();
    expect(page).toContain('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain('<a href="https://portal.test/fr/orders/1">');
  });

  it('shows what a person typed as text', async () => {
    await queueMail(call, {
      dedupeKey: 'typed',
      organisationId: null,
      recipient: 'anna@customer.test',
      locale: 'en',
      letter: { subject: '<img src=x>"', blocks: [{ kind: 'paragraph', text: '</pre><script>1</script>' }] },
    });
    await start(null).sendDue();
    const [mail] = await json('/dev/mail.json');
    for (const page of [await read('/dev/mail'), await read(`/dev/mail/${mail?.id}`)]) {
      expect(page).not.toContain('<script');
      expect(page).not.toContain('<img');
    }
  });

  it.each([newId(), 'x', "'"])('has no mail %s', async (id) => {
    expect((await pages.request(`/dev/mail/${id}`)).status).toBe(404);
  });

  it('links to where it was opened when no address of the portal is set', async () => {
    await queue('first');
    await start(null).sendDue();
    const here = devMail({ db: database.db, frame, publicOrigin: null });
    const answer = await here.request('http://192.0.2.7:8080/dev/mail.json');
    expect(await answer.text()).toContain('http://192.0.2.7:8080/fr/orders/1');
  });
});
