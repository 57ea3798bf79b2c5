import { describe, expect, test } from 'vitest'
import { plainName } from '../leads/plain-name'
import { nothingSeen } from './column-looks'
import { languageNames, type NamedField, namedFields, synonyms } from './column-synonyms'
import type { ColumnLook } from './file-facts'
import { matchColumns } from './match-columns'

function matched(columns: string[], known: Parameters<typeof matchColumns>[2] = {}): Record<string, string> {
  return Object.fromEntries(
    matchColumns(columns, [], known).flatMap(({ column, field, confidence }) =>
      field ? [[column, `${field} ${confidence}`]] : [],
    ),
  )
}

function looks(...given: Partial<ColumnLook>[]): ColumnLook[] {
  return given.map((look) => ({ ...nothingSeen, filled: 10, ...look }))
}

describe('languages', () => {
  test('each has words for each field, and a file in that language is matched by them', () => {
    for (const language of languageNames)
      for (const field of namedFields)
        for (const name of synonyms[language][field].split(',')) {
          const [match] = matchColumns([name.trim()], [])
          expect([language, name, match?.confidence]).not.toEqual([language, name, null])
        }
  })

  test('a word that two fields claim belongs to the first, and is known to', () => {
    const owners = new Map<string, Set<NamedField>>()
    for (const language of languageNames)
      for (const field of namedFields)
        for (const name of synonyms[language][field].split(',').map(plainName))
          owners.set(name, (owners.get(name) ?? new Set()).add(field))
    const shared = [...owners]
      .filter(([, fields]) => fields.size > 1)
      .map(([name, fields]) => [name, ...fields])
    expect(shared).toEqual([])
  })

  test.each([
    [
      'es',
      ['Nombre', 'Apellidos', 'URL', 'Dirección de correo electrónico', 'Empresa', 'Cargo', 'Conectado el'],
    ],
    ['fr', ['Prénom', 'Nom', 'URL', 'Adresse e-mail', 'Entreprise', 'Poste', 'Connexion le']],
    ['de', ['Vorname', 'Nachname', 'URL', 'E-Mail-Adresse', 'Unternehmen', 'Position', 'Verbunden am']],
    ['pt', ['Nome', 'Sobrenome', 'URL', 'Endereço de e-mail', 'Empresa', 'Cargo', 'Conectado em']],
    ['it', ['Nome', 'Cognome', 'URL', 'Indirizzo email', 'Azienda', 'Posizione', 'Collegato il']],
    ['nl', ['Voornaam', 'Achternaam', 'URL', 'E-mailadres', 'Bedrijf', 'Functie', 'Gekoppeld op']],
  ])('connections of LinkedIn in %s', (_, columns) => {
    expect(matchColumns(columns, []).map(({ field }) => field)).toEqual([
      'first_name',
      'last_name',
      null,
      'email',
      'company',
      'title',
      null,
    ])
  })
})

describe('what a name means among its neighbours', () => {
  test('“Name” beside a German, French or Dutch first name is the last name', () => {
    expect(matched(['Vorname', 'Name'])).toEqual({ Vorname: 'first_name likely', Name: 'last_name likely' })
    expect(matched(['Voornaam', 'Naam'])).toMatchObject({ Naam: 'last_name likely' })
    expect(matchColumns(['Name', 'Vorname'], [])[0]?.reason).toBe('“Name” beside “Vorname” means Last name')
    expect(matched(['Name', 'Vorname', 'Nachname'])).toEqual({
      Vorname: 'first_name likely',
      Nachname: 'last_name likely',
    })
  })

  test('“Name” beside an English first name is one only by what it holds, and then a guess', () => {
    expect(matched(['First name', 'Name'])).toEqual({ 'First name': 'first_name exact' })
    expect(matched(['First name', 'Name'], { looks: looks({}, { names: 0 }) })).toMatchObject({
      Name: 'last_name guess',
    })
    expect(matched(['First name', 'Name'], { looks: looks({}, { names: 9 }) })).toEqual({
      'First name': 'first_name exact',
    })
  })

  test('“Nombre” alone that holds two words is a guess at the full name', () => {
    const columns = ['Nombre', 'Correo']
    expect(matched(columns)).toEqual({ Nombre: 'first_name likely', Correo: 'email likely' })
    const known = { looks: looks({ names: 8 }, { emails: 10 }) }
    expect(matchColumns(columns, [], known)[0]).toMatchObject({
      field: 'full_name',
      confidence: 'guess',
      reason: '8 of 10 values have two words or more',
    })
    expect(matched(['Nombre', 'Apellidos'], known)).toMatchObject({ Nombre: 'first_name likely' })
  })

  test('a form of address is not a job', () => {
    expect(matched(['Title', 'First Name', 'Job Title'])).toEqual({
      'First Name': 'first_name exact',
      'Job Title': 'title likely',
    })
    const known = { looks: looks({ addressForms: 10 }) }
    expect(matchColumns(['Title'], [], known)[0]).toMatchObject({
      field: null,
      reason: '10 of 10 values look like forms of address',
    })
    expect(matched(['Title'], { looks: looks({}) })).toEqual({ Title: 'title exact' })
    expect(matched(['Titel'])).toEqual({ Titel: 'title guess' })
  })
})

describe('one column for each field, one field for each column', () => {
  test('a column with values goes before an empty one of the same kind, and then the leftmost', () => {
    const columns = ['Work Direct Phone', 'Home Phone', 'Mobile Phone']
    expect(matched(columns)).toEqual({ 'Work Direct Phone': 'phone likely' })
    const known = { looks: looks({ filled: 0 }, { filled: 10, phones: 10 }, { filled: 10, phones: 10 }) }
    expect(matched(columns, known)).toEqual({ 'Home Phone': 'phone likely' })
  })

  test('a column that could be two fields leaves the one that only another column could be… to that column', () => {
    // “Emial” is nearly Email; its values are phone numbers. The third holds emails.
    const known = { looks: looks({ phones: 10 }, {}, { emails: 10 }) }
    expect(matched(['Emial', 'Company', 'x'], known)).toEqual({
      Emial: 'phone guess',
      Company: 'company exact',
      x: 'email guess',
    })
  })

  test('a header that promises emails over values that are none is a guess, and loses to a column of emails', () => {
    const known = { looks: looks({ emails: 0 }, { emails: 10 }) }
    expect(matchColumns(['Email', 'Reach at'], [], { looks: looks({ emails: 0 }, {}) })[0]).toMatchObject({
      field: 'email',
      confidence: 'guess',
      reason: 'None of 10 values looks like an email',
    })
    expect(matched(['Email', 'Reach at'], known)).toEqual({ 'Reach at': 'email guess' })
  })
})

describe('values', () => {
  test('of an email verifier are a guess at the email status', () => {
    expect(
      matchColumns(['Email', 'Result'], [], { looks: looks({ emails: 10 }, { statuses: 9 }) })[1],
    ).toMatchObject({
      field: 'email_status',
      confidence: 'guess',
      reason: '9 of 10 values are words of an email verifier',
    })
  })

  test('that are links have no field, and the reason says so; so does it of a column without a name', () => {
    expect(matchColumns([' – '], [])[0]).toMatchObject({ field: null, reason: 'The column has no name' })
    expect(matchColumns(['Profile'], [], { looks: looks({ links: 10 }) })[0]).toMatchObject({
      field: null,
      reason: '10 of 10 values look like links, and no lead field holds links',
    })
  })
})

describe('custom fields of the account', () => {
  test('are exact by their name, whatever its case and signs, before the words of others', () => {
    const customFields = ['City', 'Mobile', 'city']
    expect(matched(['CITY', 'city', 'mobile', 'Phone', 'Town'], { customFields })).toEqual({
      CITY: 'custom.City exact',
      city: 'custom.city exact',
      mobile: 'custom.Mobile exact',
      Phone: 'phone exact',
    })
  })

  test('do not take a name of our own', () => {
    expect(matched(['Email'], { customFields: ['e-mail'] })).toEqual({ Email: 'email exact' })
  })
})

test('an owner before the name, a remark behind it and a first “1” are left out', () => {
  expect(matched(['Person - Name', 'Person - Email', 'Person - Phone', 'Organization - Name'])).toEqual({
    'Person - Name': 'full_name likely',
    'Person - Email': 'email likely',
    'Person - Phone': 'phone likely',
    'Organization - Name': 'company likely',
  })
  expect(matched(['lead_first_name', 'Contact: Last name', 'Email 1', 'Phone (work)', 'Phone 2'])).toEqual({
    lead_first_name: 'first_name likely',
    'Contact: Last name': 'last_name likely',
    'Email 1': 'email likely',
    'Phone (work)': 'phone likely',
  })
  expect(
    matched(['Username', 'Lead status', 'Email type', 'Email opened', 'Phone type', 'Company size']),
  ).toEqual({})
})
