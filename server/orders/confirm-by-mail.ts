import { catalogueAt } from '../catalogue/catalogue.ts';
import { type Catalogue, correctionCode } from '../catalogue/contract.ts';
import { showMsisdn } from '../fleet/contract.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { queueMail } from '../platform/mail/mail.ts';
import { type Texts, texts } from '../platform/texts.ts';
import { confirmationLetter, mostNumbersConfirmed } from './emails.ts';
import { correctionName } from './correction.ts';
import type { ItemAction } from './outcome.ts';
import type { PlannedEnd } from './plan-end.ts';
import type { EligiblePart, QuoteHead } from './quote-store.ts';

/** Puts the confirmation in the outbox, in the transaction of the order: there is no order without its mail. */
export async function confirmByMail(
  call: Call<Person>,
  order: { id: string; number: number; end: PlannedEnd | null },
  quote: QuoteHead,
  part: EligiblePart,
): Promise<void> {
  const spoken = texts(call.actor.locale);
  const catalogue = await catalogueAt(call, quote.catalogueVersion);
  const lines = await factsOfLines(call, part.lineIds.slice(0, mostNumbersConfirmed));
  const { now, proRata, monthly, vatRate, startsAt, lastStartsAt } = quote.totals;
  await queueMail(call, {
    dedupeKey: `order-confirmed:${order.id}`,
    organisationId: call.actor.organisationId,
    recipient: call.actor.email,
    locale: call.actor.locale,
    letter: confirmationLetter(spoken, {
      orderId: order.id,
      number: order.number,
      numbers: lines.map((line, place) => {
        const actions = part.outcomes[(part.lineOutcomes[place] ?? 0) - 1]?.actions ?? [];
        const named = (removes: boolean) =>
          actions
            .filter(({ action }) => (action === 'remove') === removes)
            .map((action) => actionName(spoken, catalogue, action));
        return {
          msisdn: showMsisdn(line.msisdn),
          billingAccountNumber: line.billingAccountNumber,
          toActivate: named(false),
          toDeactivate: named(true),
        };
      }),
      begins: startsAt === null ? null : { first: startsAt, last: lastStartsAt ?? startsAt },
      end: order.end && { at: order.end.startsAt, number: order.end.number },
      itemCount: part.lineIds.length,
      now,
      proRata,
      monthly,
      vatRate,
    }),
  });
}

/** The option's name, with its settings when it has some: `Travel data control (Monthly limit excl. VAT: €100.00)`. */
export function actionName(
  spoken: Texts,
  catalogue: Catalogue,
  { action, code, parameters }: ItemAction,
): string {
  if (code === correctionCode) return spoken.t(correctionName);
  const option = catalogue.options.find((each) => each.code === code);
  const name = option?.names[spoken.locale] ?? code;
  if (!option || action === 'remove') return name;
  const settings = option.parameters.flatMap((parameter) => {
    const value = parameters[parameter.code];
    if (value === undefined) return [];
    const shown =
      parameter.type === 'money'
        ? spoken.money(String(value))
        : (parameter.choices.find((choice) => choice.value === value)?.names[spoken.locale] ?? String(value));
    const separator = spoken.locale === 'fr' ? '\u00a0:' : ':';
    return [`${parameter.names[spoken.locale]}${separator} ${shown}`];
  });
  return settings.length > 0 ? `${name} (${settings.join(', ')})` : name;
}
