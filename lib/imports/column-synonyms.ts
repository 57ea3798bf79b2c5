import { type LeadField, leadFields } from '../leads/fields'

/** The fields that a header may name. */
export type NamedField = LeadField | 'tags' | 'full_name'
export const namedFields: readonly NamedField[] = [...leadFields, 'tags', 'full_name']

export const languageNames = [
  'English',
  'Spanish',
  'French',
  'German',
  'Portuguese',
  'Italian',
  'Dutch',
] as const
export type Language = (typeof languageNames)[number]

/**
 * What other programs and languages call our fields, as people write it; compared without case, accents and signs
 * (plainName). Where two languages use one word for two fields, the first wins; column-context.ts looks at its
 * neighbours.
 */
export const synonyms: Record<Language, Record<NamedField, string>> = {
  English: {
    email:
      'mail, e-mail address, mail address, email addr, email id, mailbox, email address 1, primary email, primary email address, email primary, work email, work email address, email work, business email, business email address, company email, corporate email, office email, professional email, personal email, email home, contact email, user email, customer email, subscriber email, your email, email value, e-mail 1 value, email 1 value, best email, verified email, valid email',
    first_name:
      'first, fname, given name, given names, forename, christian name, firstname en, name first, contact first name',
    last_name: 'last, lname, surname, family name, second name, name last, contact last name',
    company:
      'company name, organization, organisation, organization name, organisation name, organization 1 name, org, org name, employer, business, business name, account, account name, current company, current employer, company name for emails, associated company, primary company, company account, firm, firm name, workplace',
    title:
      'job title, job, job position, job role, position, role, designation, organization title, organization 1 title, current position, current title, person title, headline, contact title, professional title, function',
    phone:
      'phone number, phone no, telephone, telephone number, tel, tel no, mobile, mobile phone, mobile number, mobile no, mobile phone number, cell, cellphone, cell phone, cell number, phone 1, phone 1 value, phone value, primary phone, work phone, work phone number, direct phone, work direct phone, business phone, corporate phone, company phone, contact number, contact phone, personal phone, home phone, phone mobile, phone work, phone home, first phone, direct dial, direct line, sms, whatsapp, whatsapp number',
    email_status:
      'email verification status, email validation status, email verification, email validation, verification status, validation status, verification result, validation result, verification, validation, email result, email quality, email deliverability, deliverability, zerobounce status, zb status, neverbounce status, neverbounce result, nb result, hunter status, bouncer status, millionverifier result, mv result, kickbox result, emailable state, debounce response, email verified status, email check, deliverability status, email validity',
    tags: 'tag, label, labels, contact tags, tag list, categories, group membership',
    full_name:
      'name, contact name, person name, lead name, display name, customer name, client name, name and surname, first and last name, first name last name, your name, complete name',
  },
  Spanish: {
    email:
      'correo, correo electrónico, dirección de correo, dirección de correo electrónico, dirección de email, email de contacto, correo de contacto, correo corporativo, correo del trabajo, email corporativo, dirección electrónica',
    first_name: 'nombre, nombres, primer nombre, nombre de pila, nombre del contacto',
    last_name: 'apellido, apellidos, primer apellido, apellido paterno, apellidos del contacto',
    company:
      'empresa, nombre de la empresa, nombre empresa, compañía, nombre de la compañía, razón social, organización, sociedad, negocio',
    title: 'cargo, puesto, puesto de trabajo, posición, rol, ocupación, título del puesto, función',
    phone:
      'teléfono, número de teléfono, teléfono móvil, móvil, celular, teléfono celular, teléfono del trabajo, teléfono de contacto, número de móvil, tlf, tfno',
    email_status:
      'estado del email, estado del correo, estado del correo electrónico, estado email, estado de verificación, resultado de la verificación, verificación del email',
    tags: 'etiquetas, etiqueta',
    full_name: 'nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre',
  },
  French: {
    email:
      'courriel, adresse courriel, adresse e-mail, adresse mail, adresse électronique, adresse de messagerie, e-mail professionnel, mail professionnel, email pro, mail pro, adresse email pro',
    first_name: 'prénom, prénoms, prénom du contact',
    last_name: 'nom, nom de famille, nom du contact',
    company:
      'entreprise, société, nom de l’entreprise, nom de la société, nom entreprise, nom société, raison sociale, organisme, établissement, structure',
    title:
      'poste, fonction, intitulé du poste, intitulé de poste, titre du poste, métier, emploi, rôle, poste occupé',
    phone:
      'téléphone, numéro de téléphone, n° de téléphone, téléphone portable, téléphone mobile, portable, tél, tél mobile, tél portable, téléphone fixe, téléphone professionnel, téléphone bureau, numéro de portable',
    email_status:
      'statut email, statut e-mail, statut de l’e-mail, statut de l’email, état de l’e-mail, statut de vérification, résultat de vérification, email statut, validité email',
    tags: 'étiquettes, étiquette, libellés, balises',
    full_name: 'nom complet, nom et prénom, nom prénom, prénom et nom, prénom nom, nom prénoms',
  },
  German: {
    email:
      'E-Mail-Adresse, Mailadresse, Mail-Adresse, Emailadresse, E-Post, elektronische Post, E-Mail geschäftlich, E-Mail dienstlich, geschäftliche E-Mail, E-Mail privat',
    first_name: 'Vorname, Vornamen, Rufname',
    last_name: 'Nachname, Nachnamen, Familienname, Zuname',
    company:
      'Firma, Firmenname, Unternehmen, Unternehmensname, Name der Firma, Organisation, Arbeitgeber, Betrieb, Gesellschaft',
    title:
      'Berufsbezeichnung, Jobbezeichnung, Jobtitel, Funktion, Stelle, Stellenbezeichnung, Rolle, Beruf, Tätigkeit',
    phone:
      'Telefon, Telefonnummer, Telefonnr, Tel.-Nr., Handy, Handynummer, Mobil, Mobilnummer, Mobiltelefon, Rufnummer, Telefon geschäftlich, Telefon dienstlich, Telefon Firma, Telefon privat, Telefon mobil, Festnetz, Durchwahl',
    email_status:
      'E-Mail-Prüfung, Mailstatus, Verifizierungsstatus, Prüfergebnis, Status der E-Mail, E-Mail-Verifizierung, Zustellbarkeit',
    tags: 'Schlagworte, Schlagwörter, Schlagwort, Kategorien, Etiketten, Markierungen',
    full_name:
      'vollständiger Name, Vor- und Nachname, Vorname Nachname, Vorname und Nachname, Ansprechpartner, Kontaktname, Kontaktperson, Ansprechperson',
  },
  Portuguese: {
    email:
      'endereço de e-mail, correio eletrônico, correio eletrónico, endereço eletrônico, endereço eletrónico, email de contato, e-mail de contacto, e-mail corporativo, e-mail profissional, e-mail comercial',
    first_name: 'nome, primeiro nome, nome próprio, prenome',
    last_name: 'sobrenome, apelido, último nome, nome de família',
    company: 'empresa, nome da empresa, companhia, razão social, organização, empregador, nome fantasia',
    title: 'cargo, função, posição, título do cargo, ocupação, profissão',
    phone:
      'telefone, número de telefone, telemóvel, celular, telefone celular, telefone comercial, telefone de contato, número de celular, fone',
    email_status:
      'status do e-mail, status do email, status email, estado do e-mail, situação do e-mail, status de verificação, resultado da verificação, validação do e-mail',
    tags: 'etiquetas, marcadores, marcador',
    full_name: 'nome completo, nome e sobrenome, nome do contato, nome e apelido, nome do contacto',
  },
  Italian: {
    email:
      'indirizzo e-mail, indirizzo mail, indirizzo di posta, indirizzo di posta elettronica, indirizzo posta elettronica, posta elettronica, e-mail aziendale, mail aziendale, e-mail di lavoro, indirizzo email aziendale',
    first_name: 'nome, nome di battesimo, nome proprio',
    last_name: 'cognome',
    company:
      'azienda, società, nome azienda, nome dell’azienda, ragione sociale, impresa, ditta, organizzazione',
    title: 'ruolo, funzione, posizione, qualifica, mansione, titolo professionale, incarico, professione',
    phone:
      'telefono, numero di telefono, cellulare, numero di cellulare, telefono cellulare, telefono ufficio, telefono aziendale, recapito telefonico, numero telefono',
    email_status:
      'stato e-mail, stato email, stato dell’e-mail, stato dell’email, stato della verifica, esito verifica, risultato della verifica, verifica email',
    tags: 'etichette, etichetta',
    full_name: 'nome completo, nome e cognome, nominativo, cognome e nome, nome del contatto',
  },
  Dutch: {
    email:
      'e-mailadres, mailadres, e-postadres, e-post, zakelijk e-mailadres, e-mail werk, e-mail zakelijk, werk e-mail',
    first_name: 'voornaam, roepnaam, voornamen',
    last_name: 'achternaam, familienaam, geslachtsnaam',
    company:
      'bedrijf, bedrijfsnaam, organisatie, organisatienaam, onderneming, werkgever, naam bedrijf, firmanaam',
    title: 'functie, functietitel, functieomschrijving, functienaam, beroep, rol, baan',
    phone:
      'telefoon, telefoonnummer, mobiel, mobielnummer, mobiele telefoon, mobiel nummer, gsm, gsm-nummer, tel.nr., telefoon werk, telefoon op werk, telefoon zakelijk, vaste telefoon',
    email_status:
      'e-mailstatus, status e-mail, status e-mailadres, verificatiestatus, verificatieresultaat, e-mailverificatie, validatiestatus',
    tags: 'trefwoorden, tags en labels, labelnamen, categorieën',
    full_name:
      'volledige naam, naam, voor- en achternaam, voornaam achternaam, contactpersoon, naam contactpersoon',
  },
}

/** Words that mean the field in some files and something else (a form of address, a company) in others. */
export const vagueNames: Partial<Record<NamedField, string>> = {
  title: 'titel, titolo, título, titre, occupation, profession',
  full_name: 'contact, contacto, contato, contatto, kontakt, person, persona, personne',
  tags: 'lists, segments, groups',
}
