import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type I18n, type MessageDescriptor, type Messages, setupI18n } from '@lingui/core';
import { parsePoFile } from '@lingui/format-po';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Locale } from './call.ts';
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoney,
  formatNumber,
  formatTime,
} from './format.ts';

/** Everything that is said in one language: sentences from `locales/<locale>/*.po`, and numbers and times written its way. */
export type Texts = {
  locale: Locale;
  /** The sentence of `id`, filled with `values`; `message` is its English text, used when the catalogue has none. */
  t(descriptor: MessageDescriptor): string;
  number(value: string | number, fractionDigits?: number): string;
  /** Euros: `24,79 €`. */
  money(amount: string | number): string;
  bytes(bytes: number): string;
  /** `13/06/2022` in Brussels. */
  date(time: string | Date): string;
  time(time: string | Date): string;
  /** `13/06/2022 15:28` in Brussels. */
  dateTime(time: string | Date): string;
  /** A calendar day `2022-06-13` as it is written. */
  day(day: string): string;
};

const folder = new URL('../../locales/', import.meta.url);
const loaded = new Map<Locale, Texts>();

/** The texts of one language, read from the catalogues on first use: translations need no build. */
export function texts(locale: Locale): Texts {
  const known = loaded.get(locale);
  if (known) return known;
  const i18n = setupI18n({ locale, messages: { [locale]: readCatalogues(locale) } });
  i18n.setMessagesCompiler(compileMessage);
  const made = textsOf(locale, i18n);
  loaded.set(locale, made);
  return made;
}

function textsOf(locale: Locale, i18n: I18n): Texts {
  return {
    locale,
    t: (descriptor) => i18n.t(descriptor),
    number: (value, fractionDigits) => formatNumber(locale, value, fractionDigits),
    money: (amount) => formatMoney(locale, amount),
    bytes: (bytes) => formatBytes(locale, bytes),
    date: (time) => formatDate(locale, time),
    time: (time) => formatTime(locale, time),
    dateTime: (time) => formatDateTime(locale, time),
    day: (day) => formatDay(locale, day),
  };
}

function readCatalogues(locale: Locale): Messages {
  const home = new URL(`${locale}/`, folder);
  const messages: Messages = {};
  const files = existsSync(home) ? readdirSync(home).filter((file) => file.endsWith('.po')) : [];
  for (const file of files) {
    for (const item of parsePoFile(readFileSync(new URL(file, home), 'utf8')).items) {
      const translation = item.msgstr[0];
      if (translation && !item.obsolete) messages[item.msgid] = compileMessage(translation);
    }
  }
  return messages;
}
