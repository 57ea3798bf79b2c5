import { type RejectionCode, rejectionCodes } from '@/lib/imports/outcome'
import { rejectionFix, rejectionMessage } from '@/lib/imports/reasons'
import { plans } from '@/lib/plans/plan'

type ReasonHelp = { when: string; more: string }

const help: Record<RejectionCode, ReasonHelp> = {
  row_unreadable: {
    when: 'The row has more filled cells than the header has columns, a quote in it is never closed, or a cell is longer than a cell may be.',
    more: 'Such a row cannot be read safely: a misplaced quote or separator moves every value after it into the wrong column. The report names the row and what is wrong with it, and reading goes on after it.',
  },
  email_missing: {
    when: 'The cell in the email column is empty, or holds nothing but white space.',
    more: 'A lead is known by its email, so a row without one cannot become a lead. A row in which every cell is empty is not counted as a row at all; it is ignored as blank.',
  },
  email_invalid: {
    when: 'What stands in the email cell is not one email address.',
    more: 'The cause says what is wrong: no @, a domain without a dot, two emails in one cell, a space inside. Where the domain looks mistyped (gmial.com), the report suggests what may be meant. It never changes an email by itself.',
  },
  email_permanently_deleted: {
    when: 'A lead with this email was deleted with “Delete permanently”.',
    more: 'Permanently deleted emails stay out of the account until the list is cleared. “Clean List” clears all of them; after that the rows can be imported like any others.',
  },
  already_in_account: {
    when: 'A lead with this email is in the account already, or an earlier row of the same file has added it.',
    more: 'This appears only while “Update lead if it exists” is off. With it on, those rows update the lead and are counted as Modified instead. A blank cell then keeps what the lead has, unless you choose to clear it.',
  },
  max_leads_reached: {
    when: 'The account holds as many leads as its plan allows. The number in brackets is the plan’s.',
    more: 'Free places are filled in the order of the file; the rows after the last free place are rejected. Leads that exist can still be updated at a full account. Only an admin can change the plan.',
  },
}

/** Every reason a row is rejected for, in the order the rules are tried; each can be linked to by its code. */
export function ReasonHelpList() {
  return (
    <div className="flex flex-col gap-6">
      {rejectionCodes.map((code) => (
        <section key={code} id={code} aria-labelledby={`${code}-title`} className="flex flex-col gap-1">
          <h3 id={`${code}-title`} className="text-md font-semibold">
            {rejectionMessage(code, plans.trial.leadsMax)}
          </h3>
          <p>{help[code].when}</p>
          <p>{help[code].more}</p>
          <p>
            <span className="font-medium">Fix: </span>
            {rejectionFix[code]}
          </p>
        </section>
      ))}
    </div>
  )
}
