import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { endedCookie, extendedEnd, sessionToken } from './session.ts';

const secret = 'a secret of the tests';

function requestWith(cookie: string): Request {
  return new Request('http://portal.test/api/me', { headers: { cookie } });
}

function signed(token: string, by = secret): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', by).update(token).digest('base64')}`);
}

describe('the cookie of a session', () => {
  it('is taken when we signed it, whatever other cookies come along', () => {
    const cookie = `theme=dark; flottille_session=${signed('token-1')}; other=1`;
    expect(sessionToken(requestWith(cookie), secret)).toBe('token-1');
  });

  it.each([
    ['absent', ''],
    ['empty', 'flottille_session='],
    ['not signed', 'flottille_session=token-1'],
    ['signed by another', `flottille_session=${signed('token-1', 'another secret')}`],
    ['signed for another token', `flottille_session=${signed('token-2').replace('token-2', 'token-1')}`],
    ['not decodable', 'flottille_session=%E0%A4%A'],
    ['of another name', `not_flottille_session=${signed('token-1')}`],
  ])('is nothing when it is %s', (_, cookie) => {
    expect(sessionToken(requestWith(cookie), secret)).toBeNull();
  });

  it('is dropped with the flags it was set with', () => {
    expect(endedCookie(true)).toBe('flottille_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(endedCookie(false)).not.toContain('Secure');
  });
});

describe('a session', () => {
  const createdAt = new Date('2022-06-01T08:00:00Z');
  const day = (days: number) => new Date(createdAt.getTime() + days * 86_400_000);

  it.each([
    ['used within its first day: stays', day(7), day(0.9), null],
    ['used after a day: lasts seven days from now', day(7), day(1), day(8)],
    ['used on its last day', day(7), day(6.9), day(13.9)],
    ['is never longer than thirty days', day(28), day(27), day(30)],
    ['is left alone when less than a day is to be won', day(29.5), day(28), null],
  ])('%s', (_, expiresAt, now, end) => {
    expect(extendedEnd({ createdAt, expiresAt }, now)).toEqual(end);
  });
});
