import { type Letter, letterText } from './letter'
import type { ReportMail } from './report-mail'
import { reportText } from './report-text'

/** Both parts of a mail about an ended import. The HTML is under 100 kB, beyond which Gmail cuts. */
export async function renderReportMail(mail: ReportMail): Promise<{ html: string; text: string }> {
  const { reportHtml } = await htmlOfMails()
  return { html: await reportHtml(mail), text: reportText(mail) }
}

/** Both parts of a mail that carries one link. */
export async function renderLetter(letter: Letter): Promise<{ html: string; text: string }> {
  const { letterHtml } = await htmlOfMails()
  return { html: await letterHtml(letter), text: letterText(letter) }
}

/** Loaded at the first mail: memory that a worker without mail to send can do without. */
const htmlOfMails = () => import('../../emails/render')
