/**
 * Where to go after signing in, when that is an address of these pages and of a language; else null. Anything that a browser
 * could read as another site (`//host`, `/\host`, a scheme) is refused: a link to the sign-in page must not lead elsewhere.
 */
export function safeNext(next: string | undefined): string | null {
  if (!next || !/^\/(fr|nl|en|de)(\/|\?|$)/.test(next) || next.includes('\\')) return null;
  const origin = 'https://portal.invalid';
  const url = new URL(next, origin);
  if (url.origin !== origin || /^\/..\/login\b/.test(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}
