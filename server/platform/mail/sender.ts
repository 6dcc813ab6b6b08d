import { isIP } from 'node:net';

/**
 * Who mails come from when nothing is configured: the operator, at the domain people open, `"Ardenne Mobile" <noreply@fleet.example.be>`. Where there is
 * none it ends in `localhost`, which only the page of mails takes.
 */
export function senderFor(operator: string, publicOrigin: string | null): string {
  const host = publicOrigin === null ? 'localhost' : new URL(publicOrigin).hostname;
  const domain = isIP(host.replaceAll(/[[\]]/g, '')) ? 'localhost' : host;
  return `"${operator.replaceAll(/["\\\r\n<>]/g, '')}" <noreply@${domain}>`;
}
