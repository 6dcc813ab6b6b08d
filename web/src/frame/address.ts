/** The same page in another language: the language is the first step of every address. */
export function addressIn(href: string, locale: string): string {
  return href.replace(/^\/[^/?#]*/, `/${locale}`);
}
