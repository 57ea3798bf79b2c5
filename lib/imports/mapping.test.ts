import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { corpusFile, hasCorpora } from '../corpus'
import { fieldLabels, leadFields } from '../leads/fields'
import { isPhone, nothingSeen } from './column-looks'
import { mappingFromNames, mappingOf, matchColumns, matchFile } from './mapping'
import { splitName } from './mapping-target'
import { refusalOfMapping } from './mutations'
import { CsvRecords } from './records'
import { rowInput, rowShape } from './row'

/** What each matched column is matched with: "column → field (confidence)". */
function matched(columns: string[], sample: string[][] = []): string[] {
  return matchColumns(columns, sample).flatMap(({ column, field, confidence }) =>
    field ? [`${column} → ${field} (${confidence})`] : [],
  )
}

describe('by name', () => {
  test('the label and the key of each field are exact, whatever their case and signs', () => {
    expect(mappingOf(matchColumns(Object.values(fieldLabels), []))).toEqual(leadFields)
    for (const field of leadFields)
      for (const name of [
        field,
        fieldLabels[field],
        fieldLabels[field].toUpperCase(),
        ` \ufeff${field} `,
        field.replace('_', '-'),
      ])
        expect(matchColumns([name], [])[0]).toMatchObject({ column: name, field, confidence: 'exact' })
    expect(matched(['firstName', 'LASTNAME', 'E-Mail', 'ＥＭＡＩＬ_status'])).toEqual([
      'firstName → first_name (exact)',
      'LASTNAME → last_name (exact)',
      'E-Mail → email (exact)',
      'ＥＭＡＩＬ_status → email_status (exact)',
    ])
  })

  test('what others call a field is likely, and says what it means', () => {
    expect(matchColumns(['E-mail Address'], [])).toEqual([
      {
        index: 0,
        column: 'E-mail Address',
        field: 'email',
        confidence: 'likely',
        reason: '“E-mail Address” means Email',
      },
    ])
    expect(
      matched(['Mail (work)', 'Surname', 'Organisation', 'Job Title', 'Mobile', 'ZB Status']),
    ).toHaveLength(6)
  })

  test.each([
    ['Spanish', ['Correo electrónico', 'Nombre', 'Apellidos', 'Empresa', 'Cargo', 'Teléfono']],
    ['French', ['Adresse e-mail', 'Prénom', 'Nom', 'Société', 'Poste', 'Téléphone']],
    ['German', ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Firma', 'Berufsbezeichnung', 'Telefonnummer']],
    ['Portuguese', ['Endereço de e-mail', 'Nome', 'Sobrenome', 'Empresa', 'Função', 'Telefone']],
    ['Italian', ['Indirizzo e-mail', 'Nome', 'Cognome', 'Azienda', 'Ruolo', 'Telefono']],
    ['Dutch', ['E-mailadres', 'Voornaam', 'Achternaam', 'Bedrijf', 'Functie', 'Telefoonnummer']],
  ])('%s', (_, columns) => {
    expect(mappingOf(matchColumns(columns, []))).toEqual([
      'email',
      'first_name',
      'last_name',
      'company',
      'title',
      'phone',
    ])
  })

  test('other columns are not imported', () => {
    const columns = [
      'Email domain',
      'Email 1 - Label',
      'Website',
      'Status',
      'id',
      'Phone type',
      'Email opt-in',
    ]
    expect(matched(columns)).toEqual([])
  })
})

describe('each field is taken once', () => {
  test('by the better match, among equals by the leftmost; the other says who has it', () => {
    expect(matched(['Work email', 'Email', 'email', 'Mobile', 'Phone number'])).toEqual([
      'Email → email (exact)',
      'Mobile → phone (likely)',
    ])
    expect(matchColumns(['Work email', 'Email'], [])[0]?.reason).toBe('“Email” is Email')
  })

  test('headers may be empty, repeated or named like parts of an object', () => {
    const columns = ['', '', '__proto__', 'constructor', 'toString', 'Email', 'Email']
    expect(matched(columns)).toEqual(['Email → email (exact)'])
    expect(matchColumns([], [])).toEqual([])
  })
})

describe('by what the cells hold', () => {
  const rows = (emails: number, others: number) => [
    ...Array.from({ length: emails }, (_, i) => ['x', `ana${i}@x.com`]),
    ...Array.from({ length: others }, () => ['x', 'n/a']),
    ['x', ' '],
  ]

  test('a column of at least nine emails in ten filled cells is a guess', () => {
    expect(matchColumns(['A', 'B'], rows(9, 1))[1]).toMatchObject({
      field: 'email',
      confidence: 'guess',
      reason: '9 of 10 values look like emails',
    })
    expect(matched(['A', 'B'], rows(8, 1))).toEqual([])
    expect(matched(['A', ''], rows(1, 0))).toEqual([' → email (guess)'])
    expect(matched(['A', 'B'], [['x', '']])).toEqual([])
  })

  test('is not looked at when a header names the email', () => {
    const both = [['ana@x.com', 'bo@x.com']]
    expect(matched(['Mail', 'B'], both)).toEqual(['Mail → email (likely)'])
  })
})

describe('the columns of our own report', () => {
  test('are never imported when they are the last three', () => {
    const columns = ['Email', 'Title', 'Row', 'Reason', 'How to fix']
    expect(mappingOf(matchColumns(columns, []))).toEqual(['email', 'title', null, null, null])
    expect(matchColumns(columns, [])[3]?.reason).toBe('A column of our report')
  })

  test('are columns like others elsewhere', () => {
    const columns = ['Row', 'Reason', 'How to fix']
    expect(matchColumns(columns, [['1', 'x', 'a@x.com']])[2]).toMatchObject({
      field: 'email',
      confidence: 'guess',
    })
  })
})

describe('names given for columns', () => {
  const columns = ['Mail', 'E-mail', 'Nom', '__proto__']
  const usual = mappingOf(matchColumns(columns, []))

  test('go before what was matched, and take the field from the column that had it', () => {
    expect(usual).toEqual([null, 'email', 'last_name', null])
    expect(mappingFromNames(columns, { Mail: 'email' }, usual)).toEqual({
      kind: 'done',
      value: ['email', null, 'last_name', null],
    })
    expect(mappingFromNames(columns, {}, usual)).toEqual({ kind: 'done', value: usual })
  })

  test('find headers as written, else whatever their case; fields by key or label', () => {
    const names = JSON.parse('{" MAIL ":"First name","__proto__":"custom.city"}')
    expect(mappingFromNames(columns, names, usual)).toEqual({
      kind: 'done',
      value: ['first_name', 'email', 'last_name', 'custom.city'],
    })
    expect(mappingFromNames(['mail', 'Mail'], { Mail: 'email' }, [null, null])).toEqual({
      kind: 'done',
      value: [null, 'email'],
    })
  })

  test('leave a column out with null or nothing', () => {
    expect(mappingFromNames(columns, { Nom: null, 'E-mail': '' }, usual)).toEqual({
      kind: 'done',
      value: [null, null, null, null],
    })
  })

  test('are refused when the file, or a lead, has none such, or a field is given twice', () => {
    const reason = (names: Record<string, string | null>) => {
      const result = mappingFromNames(columns, names, usual)
      return result.kind === 'refused' && result.reason
    }
    expect(reason({ Email: 'email' })).toBe(
      'The file has no column “Email”. It has: Mail, E-mail, Nom, __proto__.',
    )
    expect(reason({ Mail: 'e_mail_x' })).toBe(
      'There is no lead field “e_mail_x”. Fields: email, first_name, last_name, company, title, phone, email_status, full_name, tags, custom.NAME.',
    )
    expect(reason({ Mail: 'custom.' })).toMatch(/no lead field/)
    expect(reason({ Mail: 'constructor' })).toMatch(/no lead field/)
    expect(reason({ Mail: 'email', 'E-mail': 'email' })).toBe('Two columns are mapped to Email. Choose one.')
  })
})

describe('a full name', () => {
  test('is taken where neither first nor last name is there', () => {
    expect(matched(['Full name', 'Email'])).toEqual([
      'Full name → full_name (exact)',
      'Email → email (exact)',
    ])
    expect(matched(['Nombre y apellidos'])).toEqual(['Nombre y apellidos → full_name (likely)'])
    expect(matched(['Name', 'Full name'])).toEqual(['Full name → full_name (exact)'])
  })

  test.each([
    ['Ana', 'Ana', ''],
    ['Ana Ruiz', 'Ana', 'Ruiz'],
    ['Ludwig  van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Ruiz García, Ana María', 'Ana María', 'Ruiz García'],
    ['Ana Ruiz, ', 'Ana', 'Ruiz'],
    ['山田太郎', '山田太郎', ''],
    ['', '', ''],
  ])('%j is %j and %j', (name, first, last) => expect(splitName(name)).toEqual([first, last]))

  test('fills first and last name of the lead, and leaves the fields around it alone', () => {
    const shape = rowShape(['company', 'full_name', 'email', 'phone'])
    expect(shape.fields).toEqual(['company', 'first_name', 'last_name', 'phone'])
    const cells = ['Acme', ' Ana Ruiz ', 'a@x.com', '1']
    expect(rowInput({ kind: 'cells', row: 2, cells }, shape)).toMatchObject({
      values: ['Acme', 'Ana', 'Ruiz', '1'],
    })
  })

  test('cannot be imported beside a first or last name', () => {
    expect(refusalOfMapping(['email', 'full_name', 'last_name'])).toBe(
      'Two columns are matched to Last name. Choose one of them.',
    )
    const columns = ['Mail', 'Who', 'First name']
    const result = mappingFromNames(columns, { Who: 'Full name' }, ['email', null, 'first_name'])
    expect(result).toEqual({ kind: 'done', value: ['email', 'full_name', null] })
    expect(mappingFromNames(columns, { Who: 'full_name', Mail: 'last_name' }, [])).toMatchObject({
      kind: 'refused',
    })
  })
})

describe('a guess', () => {
  test('is a header that misses a name by one slip, and says which', () => {
    expect(matched(['Emial', 'Frist name', 'Compnay'])).toEqual([
      'Emial → email (guess)',
      'Frist name → first_name (guess)',
      'Compnay → company (guess)',
    ])
    expect(matchColumns(['Compnay'], [])[0]?.reason).toBe('“Compnay” is nearly “company”')
    expect(matched(['Phone 2', 'Nam', 'State', 'Country', 'Notes'])).toEqual([])
    expect(matched(['Emial', 'Email'])).toEqual(['Email → email (exact)'])
  })

  test('is a column of phone numbers where no header names one, judged by the first hundred rows', () => {
    const look = { ...nothingSeen, filled: 100, phones: 98 }
    const facts = { columns: ['Email', 'A'], sample: [], looks: [{ ...look, phones: 0 }, look] }
    expect(matchFile(facts)[1]).toMatchObject({
      field: 'phone',
      confidence: 'guess',
      reason: '98 of 100 values look like phone numbers',
    })
    expect(matchFile({ ...facts, looks: [look, { ...look, phones: 89 }] })[1]?.field).toBeNull()
    expect(matchFile({ ...facts, columns: ['Phone', 'A'] })[1]?.field).toBeNull()
  })

  test('tells phone numbers from other digits', () => {
    for (const phone of [
      '+34 600 123 456',
      '(555) 123-4567',
      '0171/1234567',
      '5551234567',
      '+1-555-123-4567 x12',
      'tel:+34600123456',
    ])
      expect([phone, isPhone(phone)]).toEqual([phone, true])
    for (const other of [
      '2026-11-22',
      '22.11.2026',
      '1234567',
      '1234.567',
      '12',
      '08123',
      'Ana',
      '12345678901234567',
      '10.0.0.1',
    ])
      expect([other, isPhone(other)]).toEqual([other, false])
  })
})

describe.skipIf(!hasCorpora)('the headers of other programs', () => {
  const expected: Record<string, string[]> = {
    'google-contacts-2024+': [
      'First Name → first_name (exact)',
      'Last Name → last_name (exact)',
      'Organization Name → company (likely)',
      'Organization Title → title (likely)',
      'Labels → tags (likely)',
      'E-mail 1 - Value → email (likely)',
      'Phone 1 - Value → phone (likely)',
    ],
    'google-contacts-old': [
      'Given Name → first_name (likely)',
      'Family Name → last_name (likely)',
      'Group Membership → tags (likely)',
      'E-mail 1 - Value → email (likely)',
      'Phone 1 - Value → phone (likely)',
      'Organization 1 - Name → company (likely)',
      'Organization 1 - Title → title (likely)',
    ],
    'linkedin-connections-en': [
      'First Name → first_name (exact)',
      'Last Name → last_name (exact)',
      'Email Address → email (likely)',
      'Company → company (exact)',
      'Position → title (likely)',
    ],
    'mailchimp-audience': [
      'Email Address → email (likely)',
      'First Name → first_name (exact)',
      'Last Name → last_name (exact)',
    ],
    'chatwoot-contacts': [
      'first_name → first_name (exact)',
      'last_name → last_name (exact)',
      'email → email (exact)',
      'phone_number → phone (likely)',
    ],
    mautic: ['email → email (exact)', 'firstname → first_name (exact)', 'lastname → last_name (exact)'],
    'salesforce-bulk2-failed': [],
    'systeme.io': [
      'Email → email (exact)',
      'First name → first_name (exact)',
      'Surname → last_name (likely)',
      'Phone number → phone (likely)',
      'Tags → tags (exact)',
    ],
  }
  const headers: Record<string, string> = hasCorpora
    ? JSON.parse(readFileSync(corpusFile('export-headers/headers.json'), 'utf8')).headers
    : {}
  test.each(Object.entries(headers))('%s', (program, text) => {
    const header =
      new CsvRecords({ delimiter: ',', rowCharsMax: 400_000 }).read(text, true).at(-1)?.cells ?? []
    expect(matched(header)).toEqual(expected[program])
  })
})
