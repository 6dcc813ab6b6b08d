import { type Actor, type Locale, locales } from '../call.ts';

/** A person is answered, and written to about what he asks here, in the language of the page he asks from. */
export function inLanguageOfPage(actor: Actor, request: Request): Actor {
  const page = locales.find((locale) => locale === request.headers.get('x-locale'));
  return 'locale' in actor && page ? { ...actor, locale: page } : actor;
}

/** The page's language (sent by our pages as X-Locale), else the one the browser prefers, else French. */
export function localeOf(request: Request): Locale {
  const wanted = [
    request.headers.get('x-locale') ?? '',
    ...preferred(request.headers.get('accept-language') ?? ''),
  ];
  for (const tag of wanted) {
    const found = locales.find((locale) => tag.toLowerCase().split('-')[0] === locale);
    if (found) return found;
  }
  return 'fr';
}

/** RFC 9110 §12.5.4: `nl-BE, en;q=0.8`, the most wanted first. */
function preferred(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((text) => text.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
