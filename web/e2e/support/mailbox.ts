import type { APIRequestContext } from '@playwright/test';

type Mail = { id: string; to: string; subject: string; html: string; text: string };

/** The mails to one address that the portal keeps at /dev/mail, newest first. */
export async function mailsTo(request: APIRequestContext, address: string): Promise<Mail[]> {
  const response = await request.get(`/dev/mail.json?to=${encodeURIComponent(address)}`);
  return response.json();
}
