import { i18n } from '@lingui/core';
import type { Import } from '../../../server/imports/contract.ts';
import { problemFrom } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { ProblemError } from '../kit/problem.ts';

type Sent = { content: Blob; name: string; isPasted: boolean };

/** Sends a file and says how much of it is gone, 0 to 1; answers what it was recognised as. `fetch` cannot tell how far it is. */
export async function sendFile(
  { content, name, isPasted }: Sent,
  onSent: (part: number) => void,
): Promise<Import> {
  const query = new URLSearchParams({ name: name.slice(0, 200), pasted: String(isPasted) });
  const response = await send(`/api/imports?${query}`, content, onSent);
  if (!response.ok) throw new ProblemError(await problemFrom(response));
  const made = (await response.json()) as Import;
  queries.setQueryData(['imports', 'one', made.id], made);
  void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
  return made;
}

function send(address: string, content: Blob, onSent: (part: number) => void): Promise<Response> {
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('x-locale', i18n.locale);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
  return new Promise((resolve, reject) => {
    request.addEventListener('load', () => {
      const headers = new Headers();
      for (const line of request
        .getAllResponseHeaders()
        .trim()
        .split(/[\r\n]+/)) {
        const [header = '', value = ''] = line.split(/:\s*(.*)/);
        if (header) headers.set(header, value);
      }
      resolve(new Response(request.responseText, { status: request.status, headers }));
    });
    const lost = () => reject(new ProblemError({ status: 0, code: 'offline', detail: '' }));
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    request.send(content);
  });
}
