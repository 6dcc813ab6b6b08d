import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { emailAddress } from '../organisations/organisations.ts';

export type AttemptKeys = { pair: string; account: string; address: string };

/** Under what an attempt is counted: HMACs, so that the table names nobody; the same for an account that does not exist. */
export function attemptKeys(secret: string, email: string, ip: string | null): AttemptKeys {
  const keyOf = (...parts: string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['sign-in attempt', ...parts]))
      .digest('base64url');
  const account = emailAddress(email);
  const address = addressGroup(ip);
  return { pair: keyOf(account, address), account: keyOf(account), address: keyOf('', address) };
}

/** What one sender can easily change is one address: IPv6 by its first 64 bits, and IPv4 the same however it is written. */
export function addressGroup(ip: string | null): string {
  if (ip === null) return 'none';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  const [plain = ''] = ip.split('%');
  if (!isIPv6(plain)) return ip;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  // An IPv4 address written at the end stands for two groups, all behind the 64th bit.
  const written = before.length + after.length + (plain.includes('.') ? 1 : 0);
  const groups = tail === undefined ? before : [...before, ...Array<string>(8 - written).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
