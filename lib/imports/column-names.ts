import { fieldLabel, type LeadField, leadFields } from '../leads/fields'
import { plainName } from '../leads/plain-name'

/** The fields that a header may name. */
type NamedField = LeadField | 'tags'
const namedFields: readonly NamedField[] = [...leadFields, 'tags']

/** What other programs and languages call our fields: English; French, Spanish, German, Portuguese, Italian, Dutch. */
const synonyms: Record<NamedField, string[]> = {
  email: [
    'mail emailaddress mailaddress emailaddr emailid emailaddress1 email1 email1value email1address emailprimary',
    'primaryemail primaryemailaddress workemail workemailaddress businessemail companyemail corporateemail',
    'professionalemail personalemail contactemail leademail useremail customeremail subscriberemail yourmail youremail',
    'courriel adressecourriel adresseemail adressemail adresseelectronique adressedemessagerie',
    'correo correoelectronico direcciondecorreo direcciondecorreoelectronico direcciondeemail emaildecontacto',
    'emailadresse mailadresse epost epostadresse',
    'enderecodeemail correioeletronico enderecoeletronico emaildecontato',
    'indirizzoemail indirizzomail indirizzodiposta indirizzodipostaelettronica postaelettronica',
    'emailadres mailadres epostadres',
  ],
  first_name: [
    'first fname givenname forename christianname contactfirstname leadfirstname personfirstname',
    'prenom nombre nombres primernombre nombredepila vorname rufname nome primeironome nomeproprio voornaam roepnaam',
  ],
  last_name: [
    'last lname surname familyname secondname contactlastname leadlastname personlastname',
    'nom nomdefamille apellido apellidos primerapellido nachname familienname zuname sobrenome apelido ultimonome',
    'cognome achternaam familienaam',
  ],
  company: [
    'companyname organization organisation organizationname organisationname organization1name employer business',
    'account accountname businessname currentcompany currentemployer companynameforemails leadcompany contactcompany',
    'entreprise societe nomdelentreprise nomdelasociete raisonsociale empresa nombredelaempresa compania razonsocial',
    'firma firmenname unternehmen unternehmensname nomedaempresa companhia razaosocial',
    'azienda societa nomeazienda ragionesociale bedrijf bedrijfsnaam organisatie onderneming',
  ],
  title: [
    'jobtitle job jobposition jobrole position role designation occupation organizationtitle organization1title',
    'currentposition currenttitle persontitle contacttitle headline',
    'poste fonction titre intituleduposte cargo puesto puestodetrabajo titulo berufsbezeichnung jobbezeichnung',
    'funktion stelle titel funcao funzione ruolo posizione qualifica mansione functie functietitel functieomschrijving',
  ],
  phone: [
    'phonenumber phoneno telephone telephonenumber tel telno mobile mobilephone mobilenumber mobileno cell cellphone',
    'phone1 phone1value phone1number primaryphone workphone workphonenumber directphone workdirectphone businessphone',
    'corporatephone companyphone contactnumber contactphone personalphone homephone phonenumber1 directdial',
    'numerodetelephone telephoneportable telephonemobile portable telefono numerodetelefono movil telefonomovil',
    'celular telefon telefonnummer handy handynummer mobil mobilnummer mobiltelefon rufnummer',
    'telefone numerodetelefone telemovel numeroditelefono cellulare telefoon telefoonnummer mobiel mobielnummer',
  ],
  email_status: [
    'emailverificationstatus emailvalidationstatus emailverification emailvalidation verificationstatus',
    'validationstatus verificationresult validationresult emailresult emailquality emaildeliverability deliverability',
    'zerobouncestatus zbstatus neverbouncestatus neverbounceresult nbresult hunterstatus bouncerstatus',
    'millionverifierresult mvresult kickboxresult emailablestate estadodelemail statutemail emailstatut',
  ],
  tags: [
    'tag label labels contacttags etiquetas etiqueta etiquettes etiquette schlagworte schlagworter schlagwort',
    'marcadores marcador etichette etichetta trefwoorden',
  ],
}

const fieldOfExactName = new Map<string, NamedField>()
const fieldOfSynonym = new Map<string, NamedField>()
for (const field of namedFields) {
  for (const name of [field, fieldLabel(field)]) fieldOfExactName.set(plainName(name), field)
  for (const name of synonyms[field].join(' ').split(' ')) fieldOfSynonym.set(name, field)
}

const fullNames = new Set(
  [
    'name contactname personname leadname displayname customername clientname nameandsurname firstandlastname',
    'nombrecompleto nombreyapellidos nombreyapellido nomcomplet nometprenom prenometnom vollstandigername',
    'vorundnachname nomecompleto nomeecognome nomeesobrenome volledigenaam voornaamenachternaam naam',
  ]
    .join(' ')
    .split(' '),
)

/** Whether a header names a full name by our own word for it. */
export function namesFullName(header: string): boolean {
  return plainName(header) === 'fullname'
}

/** Whether a header means a full name: "Name", "Nombre y apellidos". */
export function meansFullName(header: string): boolean {
  return fullNames.has(plainName(header))
}

/**
 * The field whose name or synonym the header misses by one slip (a letter too much, too few, wrong, or two of them
 * exchanged), and that name: "Emial", "Compnay". Names of fewer than five letters, or with digits, prove nothing.
 */
export function fieldByNearName(header: string): { field: NamedField; name: string } | null {
  const name = plainName(header)
  if (name.length < 5 || /\p{N}/u.test(name)) return null
  for (const names of [fieldOfExactName, fieldOfSynonym])
    for (const [known, field] of names)
      if (known.length >= 5 && !/\d/.test(known) && isOneSlip(name, known)) return { field, name: known }
  return null
}

function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const restA = a.slice(start, a.length - end)
  const restB = b.slice(start, b.length - end)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}

/** The field that a header names by our own key or label, whatever its case and signs. */
export function fieldByName(header: string): NamedField | null {
  return fieldOfExactName.get(plainName(header)) ?? null
}

/** The field that a header means, a remark in brackets left out: "Correo electrónico", "E-mail 1 - Value", "Mail (work)". */
export function fieldBySynonym(header: string): NamedField | null {
  const name = plainName(header)
  const known = fieldOfSynonym.get(name)
  if (known) return known
  const bare = plainName(header.replace(/[([{][^)\]}]*[)\]}]/gu, ''))
  return bare === name ? null : (fieldOfExactName.get(bare) ?? fieldOfSynonym.get(bare) ?? null)
}
