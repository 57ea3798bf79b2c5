import type { PlanOffered } from '../plans/plan'
import type { Edits } from './edits'
import type { RejectionCode } from './outcome'
import type { Report } from './report'

/** What an import will come to, said before it ran. Kept with the import, so that its report can be held against it. */
export type Forecast = {
  /** ISO time by the database's clock: the moment of the account it saw. */
  at: string
  /** The account's last entry in lead_changes at that moment. */
  change: number
  report: Report
}

/** Something that can be done about a file before it is imported. */
export type Remedy =
  /** "Update lead if it exists" the other way round. */
  | { kind: 'update'; update: boolean }
  | { kind: 'clean_list' }
  | { kind: 'plan'; plan: PlanOffered; leadsMax: number }
  /** Read mistyped addresses as suggested. */
  | { kind: 'corrected'; cells: number }
  /** Let the campaign take leads that are not valid. */
  | { kind: 'campaign_takes_all' }

/** What the import would come to if that were done first. */
export type Counterfactual = { remedy: Remedy; report: Report }

/** A rejected row as the check shows it. */
export type SampleRow = {
  row: number
  email: string | null
  code: RejectionCode
  cause: string | null
  detail: string | null
  otherRow: number | null
  /** The import that added the lead that is there already; null when it was added by hand, or there is none. */
  addedBy: number | null
}

/** A cell that was corrected on the page. */
export type EditedCell = { row: number; column: number; before: string; after: string }

export type CheckResult = Forecast & {
  counterfactuals: Counterfactual[]
  /** The first rejected rows of each reason. */
  samples: Partial<Record<RejectionCode, SampleRow[]>>
  /** The column that holds the email. */
  emailColumn: number
  /** Reading mistyped addresses as suggested, as edits; `found`: how many there are, of which these are the first. */
  corrections: { edits: Edits; found: number }
  edited: EditedCell[]
  /** More emails are repeated than can be remembered for several outcomes at once: only the forecast was worked out. */
  forecastOnly: boolean
  /** Emails that had to be remembered while it ran, over all that was worked out. */
  emailsKept: number
}
