import { readFileSync } from 'node:fs'
import { corpusFile } from '../../lib/corpus'
import type { MappingTarget } from '../../lib/imports/mapping-target'
import { matchColumns } from '../../lib/imports/match-columns'
import { CsvRecords } from '../../lib/imports/records'
import { type Case, type Corpus, compared } from './corpus'

type Expected = Record<string, MappingTarget>

/** Which columns of each program's export are which field; every other column is none. */
const expected: Record<string, Expected> = {
  'google-contacts-2024+': {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Organization Name': 'company',
    'Organization Title': 'title',
    Labels: 'tags',
    'E-mail 1 - Value': 'email',
    'Phone 1 - Value': 'phone',
  },
  'google-contacts-old': {
    'Given Name': 'first_name',
    'Family Name': 'last_name',
    'Group Membership': 'tags',
    'E-mail 1 - Value': 'email',
    'Phone 1 - Value': 'phone',
    'Organization 1 - Name': 'company',
    'Organization 1 - Title': 'title',
  },
  'linkedin-connections-en': {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Email Address': 'email',
    Company: 'company',
    Position: 'title',
  },
  'mailchimp-audience': { 'Email Address': 'email', 'First Name': 'first_name', 'Last Name': 'last_name' },
  'chatwoot-contacts': {
    first_name: 'first_name',
    last_name: 'last_name',
    email: 'email',
    phone_number: 'phone',
  },
  mautic: { email: 'email', firstname: 'first_name', lastname: 'last_name' },
  'salesforce-bulk2-failed': {},
  'systeme.io': {
    Email: 'email',
    'First name': 'first_name',
    Surname: 'last_name',
    'Phone number': 'phone',
    Tags: 'tags',
  },
  apollo: {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Title: 'title',
    Company: 'company',
    Email: 'email',
    'Email Status': 'email_status',
    'Work Direct Phone': 'phone',
    Lists: 'tags',
  },
  hubspot: {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Email: 'email',
    'Phone Number': 'phone',
    'Job Title': 'title',
    'Company Name': 'company',
  },
  outlook: {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Company: 'company',
    'Job Title': 'title',
    'Business Phone': 'phone',
    Categories: 'tags',
    'E-mail Address': 'email',
  },
  pipedrive: {
    'Person - Name': 'full_name',
    'Person - Email': 'email',
    'Person - Phone': 'phone',
    'Organization - Name': 'company',
  },
  'salesforce-report': {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Email: 'email',
    Phone: 'phone',
    'Account Name': 'company',
  },
  zerobounce: { Email: 'email', Name: 'full_name', 'ZB Status': 'email_status' },
}

/** Exports that the corpus does not have. */
const more: Record<string, string> = {
  apollo:
    'First Name,Last Name,Title,Company,Company Name for Emails,Email,Email Status,Primary Email Source,Email Confidence,Primary Email Catch-all Status,Primary Email Last Verified At,Seniority,Departments,Contact Owner,Work Direct Phone,Home Phone,Mobile Phone,Corporate Phone,Other Phone,Stage,Lists,Last Contacted,Account Owner,# Employees,Industry,Keywords,Person Linkedin Url,Website,Company Linkedin Url,Facebook Url,Twitter Url,City,State,Country,Company Address,Company City,Company State,Company Country,Company Phone,Technologies,Annual Revenue,Total Funding,Latest Funding,Latest Funding Amount,Last Raised At,Subsidiary of,Email Sent,Email Open,Email Bounced',
  hubspot:
    'Record ID,First Name,Last Name,Email,Phone Number,Job Title,Contact owner,Lifecycle Stage,Create Date,Last Activity Date,Last Contacted,Company Name,Website URL,Lead Status,Country/Region,LinkedIn URL,Original Source',
  outlook:
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other Street 2,Other Street 3,Other City,Other State,Other Postal Code,Other Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,Birthday,Business Address PO Box,Categories,Children,Directory Server,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby,Home Address PO Box,Initials,Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes,Office Location,Organizational ID Number,Other Address PO Box,Priority,Private,Profession,Referred By,Sensitivity,Spouse,User 1,User 2,User 3,User 4,Web Page",
  pipedrive:
    'Person - ID,Person - Name,Person - Email,Person - Phone,Organization - Name,Person - Last activity date',
  'salesforce-report':
    'First Name,Last Name,Email,Phone,Account Name,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Last Activity',
  zerobounce:
    'Email,Name,ZB Status,ZB Sub Status,ZB Account,ZB Domain,ZB First Name,ZB Last Name,ZB Gender,ZB Free Email,ZB MX Found,ZB MX Record,ZB SMTP Provider,ZB Did You Mean,ZB Last Known Activity,ZB Activity Data Count,ZB Activity Data Types,ZB Activity Data Channels,ZeroBounceQualityScore',
}

/** One case per column. Lines above the header are passed over, as reading does. */
async function headers(): Promise<Case[]> {
  const corpus: { headers: Record<string, string> } = JSON.parse(
    readFileSync(corpusFile('export-headers/headers.json'), 'utf8'),
  )
  return Object.entries({ ...corpus.headers, ...more }).flatMap(([program, text]) => {
    const columns =
      new CsvRecords({ delimiter: ',', rowCharsMax: 400_000 }).read(text, true).at(-1)?.cells ?? []
    const fields = expected[program] ?? {}
    return matchColumns(columns, []).map(({ column, field }) =>
      compared(`${program}: ${column}`, field, fields[column] ?? null),
    )
  })
}

export const headerCorpora: Corpus[] = [
  {
    name: 'export-headers',
    says: 'a column of an export (Google, LinkedIn, Mailchimp, Apollo, HubSpot, Outlook, Pipedrive, Salesforce, ZeroBounce…) is matched by its header with the field it is, or with none',
    applicable: 315,
    goal: 315,
    cases: headers,
  },
]
