import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { accessRefusalRecorder, readAudit, record } from './audit.ts';

const { db } = await testDatabase();
const now = new Date('2022-06-13T13:28:00Z');

function anonymousCall(values: Partial<Call> = {}): Call {
  return { db, actor: { kind: 'anonymous' }, now, requestId: newId(), ip: '192.0.2.1', ...values };
}

async function entriesOf(action: string) {
  return readAudit(db, { organisationId: null, action });
}

describe('the audit', () => {
  it('says who did what, when, from where, before and after', async () => {
    const call = anonymousCall({ actor: { kind: 'system', name: 'worker' } });
    await record(call, {
      action: 'test.changed',
      targetKind: 'thing',
      targetId: '7',
      before: { size: 1 },
      after: { size: 2 },
    });
    expect(await entriesOf('test.changed')).toMatchObject([
      {
        at: '2022-06-13T13:28:00.000Z',
        actorKind: 'system',
        actorName: 'worker',
        targetKind: 'thing',
        targetId: '7',
        requestId: call.requestId,
        ip: '192.0.2.1',
        before: { size: 1 },
        after: { size: 2 },
      },
    ]);
  });

  it('has no entry of a change that did not happen', async () => {
    const changed = inTransaction(anonymousCall(), async (call) => {
      await record(call, { action: 'test.failed' });
      throw new Error('the change failed');
    });
    await expect(changed).rejects.toThrow('the change failed');
    expect(await entriesOf('test.failed')).toEqual([]);
  });

  it.each([
    ['edited', 'UPDATE audit_entry SET actor_name = $$nobody$$'],
    ['removed', 'DELETE FROM audit_entry'],
    ['emptied', 'TRUNCATE audit_entry'],
  ])('is never %s', async (_, statement) => {
    await record(anonymousCall(), { action: 'test.kept' });
    await expect(sql.raw(statement).execute(db)).rejects.toThrow('audit entries are never changed');
  });
});

describe('refused access', () => {
  it('is written down with the address asked for', async () => {
    const onAccessRefused = accessRefusalRecorder();
    await onAccessRefused(anonymousCall(), notFound(), '/api/orders/42');
    expect(await entriesOf('access.refused')).toMatchObject([
      { targetKind: 'path', targetId: '/api/orders/42', after: { status: 404, code: 'not-found' } },
    ]);
  });

  it('does not count a page that asks who is signed in, nor a wrong password, which has its own entry', async () => {
    const onAccessRefused = accessRefusalRecorder();
    const before = (await entriesOf('access.refused')).length;
    await onAccessRefused(anonymousCall(), new Refusal(401, 'sign-in-needed', 'Sign in first.'), '/api/me');
    await onAccessRefused(anonymousCall(), new Refusal(401, 'wrong-credentials', 'Wrong.'), '/api/sign-in');
    expect(await entriesOf('access.refused')).toHaveLength(before);
  });

  it('does not fill the audit when one address knocks without end, and still hears the next one', async () => {
    const onAccessRefused = accessRefusalRecorder();
    const before = (await entriesOf('access.refused')).length;
    for (let knock = 0; knock < 30; knock++) {
      await onAccessRefused(anonymousCall({ ip: '192.0.2.66' }), notFound(), `/api/lines/${knock}`);
    }
    await onAccessRefused(anonymousCall({ ip: '192.0.2.67' }), notFound(), '/api/lines/1');
    expect(await entriesOf('access.refused')).toHaveLength(before + 11);
  });
});
