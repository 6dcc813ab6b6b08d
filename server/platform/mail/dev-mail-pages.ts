import { formatDateTime } from '../format.ts';
import { inkOn } from './frame.ts';
import { escapeHtml } from './letter-html.ts';
import type { KeptMail } from './outbox.ts';

/** A mail as /dev/mail tells it. */
export type ToldMail = {
  id: string;
  from: string;
  to: string;
  locale: string;
  sentAt: string | null;
  subject: string;
  text: string;
  html: string;
};

type Brand = { name: string; colour: string };

/** All mails, newest first, or those to one address. */
export function listPage(mails: KeptMail[], to: string | null, brand: Brand): string {
  const items = mails.map(
    ({ id, recipient, locale, letter, sentAt }) => `
<li><a href="/dev/mail/${id}">
<span class="subject" lang="${locale}">${escapeHtml(letter.subject)}</span>
<span class="to">${escapeHtml(recipient)}</span>
<span class="at">${timeOf(sentAt?.toISOString() ?? null)}</span>
</a></li>`,
  );
  const search = `
<form action="/dev/mail" role="search">
<label for="to">To</label><input id="to" name="to" type="email" value="${escapeHtml(to ?? '')}" placeholder="name@example.com" autocomplete="off">
<button>Show</button>${to === null ? '' : '<a href="/dev/mail">Show all</a>'}
</form>`;
  const list =
    items.length > 0
      ? `<ul class="mails">${items.join('')}</ul>`
      : `<p class="none">No mail ${to === null ? 'yet. Whatever the portal sends appears here.' : `to ${escapeHtml(to)}.`}</p>`;
  return frame('Mails', brand, `<h1>Mails</h1>${search}${list}`);
}

/** One mail: who, when, as HTML, as text. */
export function mailPage(mail: ToldMail, brand: Brand): string {
  // Without an origin; links open in a tab of their own. Scripts are let in, so that checks of accessibility can look inside; it
  // cannot run any of its own, because it is under the policy of this page.
  const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
  return frame(
    mail.subject,
    brand,
    `
<nav><a href="/dev/mail">All mails</a> <a href="/dev/mail?to=${encodeURIComponent(mail.to)}">All to ${escapeHtml(mail.to)}</a></nav>
<h1 lang="${mail.locale}">${escapeHtml(mail.subject)}</h1>
<dl>
<dt>From</dt><dd>${escapeHtml(mail.from)}</dd>
<dt>To</dt><dd>${escapeHtml(mail.to)}</dd>
<dt>Sent</dt><dd>${timeOf(mail.sentAt)}</dd>
<dt>Language</dt><dd>${mail.locale}</dd>
</dl>
<iframe title="The mail as HTML" sandbox="${sandbox}" srcdoc="${escapeHtml(mail.html)}"></iframe>
<h2>As text</h2>
<pre lang="${mail.locale}">${linked(mail.text)}</pre>`,
  );
}

function timeOf(time: string | null): string {
  return time === null ? '' : `<time datetime="${time}">${formatDateTime('en', time)}</time>`;
}

/** Addresses in a text can be followed. */
function linked(text: string): string {
  return escapeHtml(text).replace(/^https?:\/\/[^\s<&]+(?:&amp;[^\s<&]+)*$/gm, '<a href="$&">$&</a>');
}

function frame(title: string, brand: Brand, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · ${escapeHtml(brand.name)}</title>
<style>
:root { --brand: ${brand.colour}; --brand-ink: ${inkOn(brand.colour)}; }
${style}
</style>
</head>
<body>
<header><a href="/dev/mail">${escapeHtml(brand.name)}</a> <span>Mails that would have been sent</span></header>
<main>${content}</main>
</body>
</html>`;
}

const style = `
:root { color-scheme: light dark; --page: #f3f5f7; --sheet: #fff; --ink: #1c2430; --quiet: #5b6573; --line: #c3cad2; --edge: #7b8794; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --page: #14181d; --sheet: #1d232b; --ink: #e8ecf1; --quiet: #a9b4c0; --line: #3a4552; --link: #8ab8f0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/20px 'Inter Variable', Inter, system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline; padding: 12px 16px; background: var(--brand); color: var(--brand-ink); }
header a { color: inherit; font-size: 16px; font-weight: 600; text-decoration: none; }
main { max-width: 880px; margin: 0 auto; padding: 20px 16px 48px; }
h1 { margin: 0 0 16px; font-size: 22px; line-height: 28px; overflow-wrap: anywhere; }
h2 { margin: 24px 0 8px; font-size: 16px; line-height: 24px; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header :focus-visible { outline-color: currentColor; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 16px; }
input, button { min-height: 44px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--sheet); color: inherit; font: inherit; }
input { flex: 1 1 160px; max-width: 320px; }
input::placeholder { color: var(--quiet); opacity: 1; }
button { cursor: pointer; font-weight: 600; }
.mails { margin: 0; padding: 0; list-style: none; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 10px 14px; color: inherit; text-decoration: none; }
.mails a:hover .subject { text-decoration: underline; }
.subject { font-weight: 600; overflow-wrap: anywhere; }
.to { grid-row: 2; color: var(--quiet); overflow-wrap: anywhere; }
.at { color: var(--quiet); font-variant-numeric: tabular-nums; }
.none { color: var(--quiet); }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 16px; }
nav a { padding: 4px 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 16px; margin: 0 0 16px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 760px; border: 1px solid var(--line); border-radius: 6px; }
pre { margin: 0; padding: 16px; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/19px ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; }
`;
