import type { ImportField } from './contract.ts';
import { folded } from './fold.ts';

/** What headers are called in French, Dutch, English and German, folded. */
const names: Record<ImportField, string[]> = {
  number: [
    'numero, numero de telephone, numero de gsm, numero gsm, numero mobile, n, no, gsm, tel, telephone, mobile, ligne',
    'n gsm, n de gsm, n de telephone, n de tel, n tel, n d appel, no gsm, no tel, gsm nr, tel nr, nr, telefon nr',
    'numero d appel, msisdn, numero ou iccid, nummer, gsm nummer, gsmnummer, telefoonnummer, mobiel nummer, mobiel',
    'lijn, oproepnummer, nummer of iccid, number, phone number, mobile number, phone, line, cell, number or iccid',
    'rufnummer, telefonnummer, handynummer, mobilnummer, handy, telefon, nummer oder iccid',
  ],
  iccid: [
    'iccid, icc, sim, carte sim, numero de carte sim, numero de sim, numero sim, n sim, carte sim iccid',
    'n de carte sim, n carte sim, n de sim, sim nr, simkaart nr, sim karten nr',
    'simkaart, simkaartnummer, sim nummer, simnummer, simkaart iccid, sim card, sim number, sim card number',
    'sim card iccid, sim karte, sim kartennummer, simkarte, simkartennummer, sim karte iccid',
  ],
  add: [
    'ajouter, a ajouter, option a ajouter, options a ajouter, ajout, activer, a activer',
    'toevoegen, toe te voegen, toe te voegen optie, toe te voegen opties, activeren, te activeren',
    'add, to add, option to add, options to add, activate, to activate',
    'hinzufugen, hinzuzufugen, hinzuzufugende option, hinzuzufugende optionen, aktivieren',
  ],
  remove: [
    'supprimer, a supprimer, option a supprimer, options a supprimer, retirer, a retirer, enlever, desactiver',
    'a desactiver, suppression, verwijderen, te verwijderen, te verwijderen optie, te verwijderen opties',
    'deactiveren, remove, to remove, option to remove, options to remove, deactivate, to deactivate',
    'entfernen, zu entfernen, zu entfernende option, zu entfernende optionen, deaktivieren',
  ],
  action: ['action, actie, aktion, operation, handeling, vorgang'],
  option: ['option, optie, code option, option code, optiecode, optionscode, nom de l option'],
};

const fieldOf = new Map(
  Object.entries(names).flatMap(([field, lines]) =>
    lines.flatMap((line) => line.split(', ')).map((name) => [name, field as ImportField] as const),
  ),
);

/** What a column of this name means, in any of our languages; null when the name says nothing to us. */
export function fieldOfHeader(header: string): ImportField | null {
  return fieldOf.get(folded(header)) ?? null;
}
