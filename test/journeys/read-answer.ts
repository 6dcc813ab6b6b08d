/** The text of an answer; of an event stream what comes within a moment. */
export async function readSome(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  const reader = answer.body?.getReader();
  const text = new TextDecoder();
  const end = new Promise<{ done: true; value?: undefined }>((resolve) => {
    setTimeout(() => resolve({ done: true }), 300);
  });
  let read = '';
  for (;;) {
    const chunk = await Promise.race([reader?.read() ?? end, end]);
    if (chunk.value) read += text.decode(chunk.value, { stream: true });
    if (chunk.done) break;
  }
  await reader?.cancel();
  return read;
}

/** What a stream says up to these words, however long they take. */
export async function readUntil(answer: Response, words: string): Promise<string> {
  const reader = answer.body?.getReader();
  const text = new TextDecoder();
  let read = '';
  while (!read.includes(words)) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    read += text.decode(chunk.value, { stream: true });
  }
  await reader?.cancel();
  return read;
}
