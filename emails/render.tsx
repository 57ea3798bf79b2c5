import { render } from 'react-email'
import type { Letter } from '../lib/mail/letter'
import type { ReportMail } from '../lib/mail/report-mail'
import ImportReport from './import-report'
import LetterMail from './letter'

// The one file that a worker loads at its first mail. What it names is all that the worker's bundle takes of
// react-email, a tenth of it.

/** The HTML part of a mail about an ended import. */
export function reportHtml(mail: ReportMail): Promise<string> {
  return render(<ImportReport mail={mail} />)
}

/** The HTML part of a mail that carries one link. */
export function letterHtml(letter: Letter): Promise<string> {
  return render(<LetterMail letter={letter} />)
}
