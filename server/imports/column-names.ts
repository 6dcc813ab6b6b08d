import { fieldsOfKind, type ImportField, type ImportKind, importKinds } from './contract.ts';
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
  lastName: [
    'nom, nom de famille, nom de l utilisateur, utilisateur, achternaam, familienaam, naam, gebruiker',
    'last name, lastname, surname, family name, user, name, nachname, familienname, nutzer, benutzer',
  ],
  firstName: ['prenom, voornaam, first name, firstname, given name, vorname'],
  personnelNumber: [
    'matricule, numero de personnel, n de personnel, numero personnel, personeelsnummer, personeelsnr, stamnummer',
    'personnel number, employee number, employee id, staff number, personalnummer, personalnr, mitarbeiternummer',
  ],
  email: [
    'e mail, email, mail, adresse e mail, adresse mail, courriel, mailadres, e mailadres, e mail adresse, mail address',
  ],
  costCentre: [
    'centre de couts, centre de cout, code du centre de couts, code centre de couts, centre de frais, kostenplaats',
    'code kostenplaats, kostenplaatscode, cost centre, cost center, cost centre code, cost center code, kostenstelle',
    'kostenstellennummer, code, code de la kostenstelle, code der kostenstelle',
  ],
  costCentreName: [
    'nom du centre de couts, libelle, libelle du centre de couts, naam van de kostenplaats, naam kostenplaats',
    'cost centre name, cost center name, name of the cost centre, name der kostenstelle, bezeichnung',
  ],
  from: [
    'a partir du, du, debut, date de debut, depuis, depuis le, premier jour, vanaf, van, begin, begindatum, startdatum',
    'from, start, start date, first day, since, ab, von, beginn, startdatum, anfang, erster tag',
  ],
  until: [
    'jusqu au, au, fin, date de fin, dernier jour, tot, tot en met, einde, einddatum, laatste dag',
    'until, to, end, end date, last day, bis, ende, enddatum, letzter tag',
  ],
};

/** Of each kind its own: `name` may stand for a user. */
const fieldsByName = new Map(
  importKinds.map((kind) => [
    kind,
    new Map(
      fieldsOfKind[kind].flatMap((field) =>
        names[field].flatMap((line) => line.split(', ')).map((name) => [name, field] as const),
      ),
    ),
  ]),
);

/** What a column of this name means in a file of this kind, in any of our languages; null when the name says nothing to us. */
export function fieldOfHeader(header: string, kind: ImportKind): ImportField | null {
  return fieldsByName.get(kind)?.get(folded(header)) ?? null;
}
