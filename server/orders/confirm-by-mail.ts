import { catalogueAt } from '../catalogue/catalogue.ts';
import { type Catalogue, correctionCode } from '../catalogue/contract.ts';
import { showMsisdn } from '../identifiers/contract.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { queueMail } from '../platform/mail/mail.ts';
import { type Texts, texts } from '../platform/texts.ts';
import type { ItemAction, QuoteTotals, EligiblePart, QuoteHead } from '../quotes/quotes.ts';
import { type Confirmation, confirmationLetter, mostNumbersConfirmed } from './emails.ts';
import { correctionName } from './correction.ts';
import { kindOfAction, moveName } from './move-words.ts';
import { groupName } from './group-name.ts';
import type { PlannedEnd } from './plan-end.ts';

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
  const { now, proRata, monthly, vatRate, startsAt, lastStartsAt, groups } = quote.totals;
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
        const named = (what: ReturnType<typeof kindOfAction>) =>
          actions
            .filter(({ action }) => kindOfAction(action) === what)
            .map((action) => actionName(spoken, catalogue, action));
        return {
          msisdn: showMsisdn(line.msisdn),
          billingAccountNumber: line.billingAccountNumber,
          toActivate: named('on'),
          toDeactivate: named('off'),
          status: named('status'),
        };
      }),
      groups: groupsTold(spoken, catalogue, groups),
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

/** Where several groups are changed: what is asked of each of which a number can be changed. */
function groupsTold(
  spoken: Texts,
  catalogue: Catalogue,
  groups: QuoteTotals['groups'],
): Confirmation['groups'] {
  const changed = groups?.filter(({ eligibleCount }) => eligibleCount > 0) ?? [];
  if (changed.length < 2) return [];
  const nameOf = (code: string) =>
    catalogue.options.find((option) => option.code === code)?.names[spoken.locale] ?? code;
  return changed.map(({ change, eligibleCount, now, monthly, ...group }) => ({
    name: groupName(spoken, catalogue, group),
    count: eligibleCount,
    toActivate: change.add.map(({ code }) => nameOf(code)),
    toDeactivate: change.remove.map(nameOf),
    status: change.status ? [moveName(spoken, change.status)] : [],
    now,
    monthly,
  }));
}

/** The option's name, with its settings when it has some: `Travel data control (Monthly limit excl. VAT: €100.00)`. */
export function actionName(
  spoken: Texts,
  catalogue: Catalogue,
  { action, code, parameters }: ItemAction,
): string {
  if (code === correctionCode) return spoken.t(correctionName);
  if (action === 'suspend' || action === 'reactivate')
    return moveName(spoken, { move: action, reason: String(parameters['reason'] ?? '') });
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
