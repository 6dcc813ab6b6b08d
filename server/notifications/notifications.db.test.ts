import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { type Call, inTransaction, locales, type Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { texts } from '../platform/texts.ts';
import { listNotifications } from './list-notifications.ts';
import { notify } from './notifications.ts';
import { readNotifications } from './read-notifications.ts';

const { db } = await testDatabase();
const now = new Date('2022-06-13T13:28:00Z');
let companies = 0;

async function personOf(organisationId: string): Promise<Call<Person>> {
  const personId = newId();
  const email = `${personId}@customer.test`;
  await db
    .insertInto('person')
    .values({
      id: personId,
      organisation_id: organisationId,
      role: 'viewer',
      email,
      first_name: 'Anna',
      last_name: 'Peeters',
      locale: 'fr',
      created_at: now,
    })
    .execute();
  const actor: Person = {
    kind: 'person',
    personId,
    organisationId,
    role: 'viewer',
    billingAccountIds: null,
    name: 'Anna Peeters',
    email,
    locale: 'fr',
  };
  return { db, actor, now, requestId: newId(), ip: null };
}

async function company(): Promise<string> {
  companies += 1;
  const id = newId();
  await db
    .insertInto('organisation')
    .values({
      id,
      name: 'Peeters & Fils',
      enterprise_number: String(1_000_000_000 + companies),
      locale: 'fr',
      created_at: now,
    })
    .execute();
  return id;
}

async function tell(to: Call<Person>, number: number, at = now): Promise<void> {
  const { organisationId, personId } = to.actor;
  await notify(
    { ...to, now: at },
    {
      organisationId,
      personId,
      kind: 'order-partial',
      values: { number, done: 2, failed: 1, total: 3 },
      target: `/orders/${number}`,
    },
  );
}

function bell(of: Call<Person>) {
  return listNotifications(of, texts('fr'));
}

describe('the bell', () => {
  it('tells a person what ended, newest first, and how much he has not read', async () => {
    const anna = await personOf(await company());
    await tell(anna, 1);
    await tell(anna, 2, new Date('2022-06-13T14:00:00Z'));
    expect(await bell(anna)).toMatchObject({
      unread: 2,
      notifications: [
        {
          kind: 'order-partial',
          sentence: 'La commande 2 est terminée en partie\u00a0: 2 numéros ont été modifiés, 1 a échoué.',
          target: '/orders/2',
          createdAt: '2022-06-13T14:00:00.000Z',
          readAt: null,
        },
        { target: '/orders/1' },
      ],
    });
  });

  it('shows nothing of a colleague or of another company', async () => {
    const ours = await company();
    const [anna, colleague, stranger] = [
      await personOf(ours),
      await personOf(ours),
      await personOf(await company()),
    ];
    await tell(anna, 1);
    expect((await bell(colleague)).unread).toBe(0);
    expect((await bell(stranger)).unread).toBe(0);
  });

  it('is silent about what did not happen', async () => {
    const anna = await personOf(await company());
    const failed = inTransaction(anna, async (inside) => {
      await tell(inside, 1);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await bell(anna)).toEqual({ unread: 0, notifications: [] });
  });

  it('shows the newest fifty', async () => {
    const anna = await personOf(await company());
    for (let number = 1; number <= 51; number++) await tell(anna, number, new Date(now.getTime() + number));
    const { unread, notifications } = await bell(anna);
    expect(unread).toBe(51);
    expect(notifications).toHaveLength(50);
    expect(notifications.at(-1)?.target).toBe('/orders/2');
  });

  it('remembers what was read, one or all, and when first', async () => {
    const anna = await personOf(await company());
    await tell(anna, 1);
    await tell(anna, 2);
    const [first] = (await bell(anna)).notifications;
    await readNotifications(anna, [first?.id ?? '']);
    expect((await bell(anna)).unread).toBe(1);
    await readNotifications({ ...anna, now: new Date('2022-06-14T08:00:00Z') }, 'all');
    const { unread, notifications } = await bell(anna);
    expect(unread).toBe(0);
    expect(notifications.find(({ id }) => id === first?.id)?.readAt).toBe(now.toISOString());
  });

  it('of another cannot be marked as read', async () => {
    const ours = await company();
    const [anna, colleague] = [await personOf(ours), await personOf(ours)];
    await tell(anna, 1);
    const [first] = (await bell(anna)).notifications;
    await readNotifications(colleague, [first?.id ?? '']);
    await readNotifications(colleague, 'all');
    expect((await bell(anna)).unread).toBe(1);
  });

  it.each(locales)('says each kind in full sentences: %s', async (locale) => {
    const anna = await personOf(await company());
    const { organisationId, personId } = anna.actor;
    for (const kind of [
      'order-completed',
      'order-partial',
      'order-failed',
      'order-cancelled',
      'order-completed-by-operator',
      'order-cancelled-by-operator',
    ] as const) {
      for (const count of [1, 3]) {
        const values = { number: 100_001, done: count, failed: count, total: count };
        await notify(anna, { organisationId, personId, kind, values, target: null });
      }
    }
    for (const kind of ['export-ready', 'view-export-ready', 'export-failed', 'view-export-failed'] as const)
      await notify(anna, {
        organisationId,
        personId,
        kind,
        values: { name: 'Roaming', rows: 1200 },
        target: null,
      });
    const sentences = (await listNotifications(anna, texts(locale))).notifications.map(
      ({ sentence }) => sentence,
    );
    expect(new Set(sentences).size).toBe(16);
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}[^{}]+[^.]\.$/u);
  });
});
