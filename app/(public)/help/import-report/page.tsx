import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ReasonHelpList } from '@/components/imports/reason-help'
import { Wordmark } from '@/components/shell/wordmark'

export const metadata: Metadata = { title: 'Understanding the import report' }

export default function ImportReportHelp() {
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-10 px-4 py-8 sm:py-12">
      <Link href="/" className="inline-flex min-h-6 items-center self-start">
        <Wordmark />
      </Link>
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">Understanding the import report</h1>
        <p className="max-w-prose text-md text-ink-2">
          After each import there is a report: on its page, which stays, and in your mailbox. Every row of the
          file stands in it exactly once, and its numbers add up.
        </p>
      </header>
      <Figures />
      <Sums />
      <Rules />
      <Part id="reasons" title="Why a row is rejected, and what to do">
        <ReasonHelpList />
      </Part>
      <CampaignAndTotals />
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
        <li>
          Leads right after = leads before + added + added by others during the import − deleted during it
        </li>
        <li>Leads offered to the campaign = added to it + already in it + rejected by it</li>
      </ul>
      <p>None of them is worked out as what is left over: each is counted, and then they must agree.</p>
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
      <p>A row that repeats an email whose first row was rejected is rejected for the same reason.</p>
    </Part>
  )
}

function CampaignAndTotals() {
  return (
    <>
      <Part id="not_valid" title="Lead is not valid (rejected by a campaign)">
        <p>
          An import can add its leads to a campaign, and a campaign can be set to reject leads that are not
          valid. Those are counted apart: leads rejected by a campaign are in your account and are not counted
          in Rejected. Rows that were rejected are not offered to the campaign at all. Fix: change the
          campaign’s setting, or verify the emails and import them again.
        </p>
      </Part>
      <Part id="totals" title="Why the report and the account show different totals">
        <p>
          “Added” counts the new leads of this one import. The account’s total also holds the leads from
          before, what others add or delete while the import runs, and everything since. The report names each
          of these numbers and leads from one total to the other.
        </p>
      </Part>
      <Part id="download" title="Mend the rejected rows and import them again">
        <p>
          “Download rejected rows” gives a CSV file with your own columns in their order, followed by Row,
          Reason and How to fix. Mend it and import it as it is: those three columns are left out. The
          imported file is kept for a while; after that the download holds the emails and reasons only.
        </p>
      </Part>
    </>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex max-w-prose flex-col gap-3">
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
