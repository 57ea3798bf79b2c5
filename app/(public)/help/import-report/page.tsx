import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ReasonHelpList } from '@/components/imports/reason-help'
import { StatusHelp } from '@/components/leads/status-help'
import { Wordmark } from '@/components/shell/wordmark'
import { campaignRejectionFix } from '@/lib/imports/reasons'

export const metadata: Metadata = { title: 'Understanding the import report' }

const parts = [
  ['figures', 'The figures'],
  ['sums', 'How the numbers add up'],
  ['rules', 'What happens to a row'],
  ['reasons', 'Why a row is rejected, and what to do'],
  ['campaign', 'What a campaign does with the leads'],
  ['email-status', 'Email status'],
  ['totals', 'Why the report and the account show different totals'],
  ['again', 'Import rows again, or undo the import'],
] as const

export default function ImportReportHelp() {
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-10 px-4 py-8 sm:py-12">
      <Link href="/" className="inline-flex min-h-6 items-center self-start">
        <Wordmark />
      </Link>
      <header className="flex flex-col gap-4">
        <h1 className="text-2xl font-semibold">Understanding the import report</h1>
        <p className="max-w-prose text-md text-ink-2">
          After each import there is a report: on its page, which stays, and in your mailbox. Every row of the
          file stands in it exactly once, and its numbers add up.
        </p>
        <nav aria-label="On this page">
          <ul className="flex flex-col">
            {parts.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`} className="link inline-flex min-h-6 items-center">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <Figures />
      <Sums />
      <Rules />
      <Part id="reasons" title="Why a row is rejected, and what to do">
        <ReasonHelpList />
      </Part>
      <Campaign />
      <Part id="email-status" title="Email status">
        <StatusHelp />
      </Part>
      <Totals />
      <Again />
    </main>
  )
}

function Figures() {
  return (
    <Part id="figures" title="The figures">
      <Term word="+ Added">New leads: their email was not in the account before.</Term>
      <Term word="~ Modified">
        Rows whose email belonged to a lead, imported with “Update lead if it exists”. They are split into
        rows that changed something and rows that were already up to date.
      </Term>
      <Term word="× Rejected">Rows that did not become a lead and changed none. Each has one reason.</Term>
      <Term word="○ Not processed">
        Rows that were not reached, because the import was cancelled or stopped. Otherwise there are none.
      </Term>
      <Term word="= Rows read">
        All of these together. Rows in which every cell is empty are not counted.
      </Term>
      <p>
        Each figure leads to its rows. “Why is this number different?” beside it answers with rows of that
        import: which one repeats which other, which lead was there before, and by whose import.
      </p>
    </Part>
  )
}

function Sums() {
  return (
    <Part id="sums" title="How the numbers add up">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>Rows in the file = blank rows ignored + rows read</li>
        <li>Rows read = added + modified + rejected (+ not processed)</li>
        <li>Modified = changed + already up to date</li>
        <li>Leads in the import = added + leads that were there before and are among modified</li>
        <li>
          Leads right after = leads before + added + added by others during the import − deleted during it
        </li>
        <li>Leads now = leads right after + added since − deleted since</li>
        <li>
          Leads in the import = leads offered to the campaign = added to it + already in it + rejected by it
        </li>
        <li>Campaign now = before + added to it + added since − removed since</li>
      </ul>
      <p>
        None of them is worked out as what is left over: each is counted, and then they must agree. “Verify”
        at the end of a report counts them once more, from the file and from the database.
      </p>
    </Part>
  )
}

function Rules() {
  return (
    <Part id="rules" title="What happens to a row">
      <p>
        Rows are decided in the order of the file. Row numbers are those of a spreadsheet: the header is row
        1. The first rule that fits decides, and no other:
      </p>
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        <li>Every cell is empty: the row is ignored as blank.</li>
        <li>It cannot be read: rejected.</li>
        <li>The email cell is empty: rejected.</li>
        <li>The email is not valid: rejected.</li>
        <li>The email was permanently deleted: rejected.</li>
        <li>
          The email belongs to a lead, maybe one that an earlier row of the file has added: modified if
          “Update lead if it exists” is on, rejected if it is off.
        </li>
        <li>The account is full: rejected.</li>
        <li>None of these: added.</li>
      </ol>
      <p>
        A row that repeats an email whose first row was rejected is rejected for the same reason. The plan’s
        limit comes last, so that it never hides a reason you can resolve without it.
      </p>
    </Part>
  )
}

function Campaign() {
  return (
    <Part id="campaign" title="What a campaign does with the leads">
      <p>
        An import can add its leads to a campaign. Every lead that it added or modified is then offered to the
        campaign once, however many rows name it, and ends as one of three: added to the campaign, already in
        it, or rejected by it. Rows that were rejected are not offered.
      </p>
      <section id="not_valid" aria-labelledby="not_valid-title" className="flex scroll-mt-4 flex-col gap-1">
        <h3 id="not_valid-title" className="text-md font-semibold">
          Lead is not valid
        </h3>
        <p>
          The campaign is set to “Reject leads that are not valid”, and the lead’s email status is one of
          those it rejects: Invalid, and Risky, Unknown or Not verified where they are ticked too. The report
          names the status and, where we know it, the cause: “Risky – role address (info@)”, “Invalid –
          acme.test has no mail server”.
        </p>
        <p>
          Leads rejected by a campaign are in your account. They are counted apart and are not in Rejected.
          Leads that are in a campaign already stay in it, whatever their email status.
        </p>
        <p>
          <span className="font-medium">Fix: </span>
          {campaignRejectionFix} “Add anyway” beside a lead of the report adds it whatever its status.
        </p>
      </section>
    </Part>
  )
}

function Totals() {
  return (
    <Part id="totals" title="Why the report and the account show different totals">
      <p>
        “Added” counts the new leads of this one import. The account’s total also holds the leads from before,
        what others add or delete while the import runs, and everything since. Under “Where the numbers go”
        the report names each of these numbers and leads from the file to the account and to the campaign, as
        a chart, as a table and as a sentence; what happened since the import is listed with the import or the
        deed that did it.
      </p>
      <p>The most frequent causes of a number that is not the one you expected:</p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>Rows of the file are blank, or repeat an email of an earlier row.</li>
        <li>
          A lead was there already: with “Update lead if it exists” it is Modified, without it the row is
          rejected. Neither adds to the account’s total.
        </li>
        <li>Two modified rows can be one lead.</li>
        <li>The campaign rejected leads that the account has taken.</li>
        <li>Somebody added or deleted leads since.</li>
      </ul>
    </Part>
  )
}

function Again() {
  return (
    <Part id="again" title="Import rows again, or undo the import">
      <p>
        Beside a reason stands the button that resolves it. It takes up just those rows of the file again,
        with the same columns, as an import of its own with its own report. The first report does not change;
        both together still count every row once.
      </p>
      <section id="download" aria-labelledby="download-title" className="flex scroll-mt-4 flex-col gap-1">
        <h3 id="download-title" className="text-md font-semibold">
          Mend the rejected rows in a spreadsheet
        </h3>
        <p>
          “Download rejected rows” gives a CSV file with your own columns in their order, followed by Row,
          Reason and How to fix. Mend it and import it as it is: those three columns are left out. The
          imported file is kept for a while; after that the download holds the emails and reasons only.
        </p>
      </section>
      <section id="undo" aria-labelledby="undo-title" className="flex scroll-mt-4 flex-col gap-1">
        <h3 id="undo-title" className="text-md font-semibold">
          Undo an import
        </h3>
        <p>
          For 30 days an import can be undone. The leads it added are removed, unless somebody has touched
          them since; the values it changed are put back, where the value is still the imported one; and its
          leads leave the campaign. What stays is listed with the reason. The removed emails can be imported
          again. The report stays as it was, and says that it was undone; the undo itself can be undone.
        </p>
      </section>
    </Part>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex max-w-prose scroll-mt-4 flex-col gap-3">
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

function Term({ word, children }: { word: string; children: ReactNode }) {
  return (
    <p>
      <strong className="font-semibold">{word}</strong> – {children}
    </p>
  )
}
