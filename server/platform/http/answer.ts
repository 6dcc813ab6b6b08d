/** A body that is written while it is read: exports and event streams. */
export type HeldStream = {
  body: ReadableStream<Uint8Array>;
  headers: Record<string, string>;
};

/** A file to be saved under `name`; names outside ASCII are sent as RFC 8187 says. */
export function fileStream(body: ReadableStream<Uint8Array>, name: string, type: string): HeldStream {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return {
    body,
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  };
}
