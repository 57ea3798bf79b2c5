import { createElement } from 'react'
import { type Letter, letterText } from './letter'
import type { ReportMail } from './report-mail'
import { reportText } from './report-text'

/** Both parts of a mail about an ended import. The HTML is under 100 kB, beyond which Gmail cuts. */
export async function renderReportMail(mail: ReportMail): Promise<{ html: string; text: string }> {
  // Loaded at the first mail: half a second and 40 MB that a worker without mail to send can do without.
  const [{ render }, { default: ImportReport }] = await Promise.all([
    import('react-email'),
    import('../../emails/import-report'),
  ])
  return { html: await render(createElement(ImportReport, { mail })), text: reportText(mail) }
}

/** Both parts of a mail that carries one link. */
export async function renderLetter(letter: Letter): Promise<{ html: string; text: string }> {
  const [{ render }, { default: LetterMail }] = await Promise.all([
    import('react-email'),
    import('../../emails/letter'),
  ])
  return { html: await render(createElement(LetterMail, { letter })), text: letterText(letter) }
}
