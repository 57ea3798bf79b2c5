import { Heading, Link, Text } from 'react-email'
import type { MailCampaign, ReportMail } from '../lib/mail/report-mail'
import { styles } from './ledger-styles'

/** The first rejected rows, as a table. */
export function RejectedRows({ mail: { rejectedRows, rejectedMore, url } }: { mail: ReportMail }) {
  if (rejectedRows.length === 0) return null
  return (
    <>
      <table style={styles.table} cellPadding={0} cellSpacing={0}>
        <caption style={styles.caption} className="ink">
          Rejected rows
        </caption>
        <thead>
          <tr>
            {['Row', 'Email', 'Reason'].map((name) => (
              <th
                key={name}
                scope="col"
                style={name === 'Row' ? styles.rowHead : styles.columnHead}
                className={`ink-2 sum row-${name.toLowerCase()}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rejectedRows.map(({ row, email, message, cause }) => (
            <tr key={row}>
              <th scope="row" style={styles.rowNumber} className="ink rule">
                {row}
              </th>
              <td style={styles.email} className="ink rule row-email">
                {email}
              </td>
              <td style={styles.cell} className="ink rule row-reason">
                {message}
                {cause ? (
                  <span style={styles.cause} className="ink-2">
                    {cause}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejectedMore ? (
        <Text style={styles.small} className="ink">
          <Link href={`${url}#rejected`} style={styles.link} className="ink">
            {`${rejectedMore} in the full list`}
          </Link>
        </Text>
      ) : null}
    </>
  )
}

/** What the campaign did with the leads. */
export function Campaign({ campaign }: { campaign: MailCampaign }) {
  return (
    <>
      <table style={styles.table} cellPadding={0} cellSpacing={0}>
        <caption style={styles.caption} className="ink">
          {`Campaign ${campaign.name}`}
        </caption>
        <tbody>
          {campaign.lines.map(({ label, count, note }) => (
            <tr key={label}>
              <th scope="row" style={styles.lineHead} className="ink rule">
                {label}
                {note ? <Note text={note} /> : null}
              </th>
              <td style={styles.lineCount} className="ink rule">
                {count}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text style={styles.small} className="ink">
        {campaign.caution}
      </Text>
      {campaign.rejections ? (
        <Text style={styles.small} className="ink">
          <strong>Fix:</strong> {campaign.rejections.fix}{' '}
          <Link href={campaign.rejections.url} style={styles.link} className="ink">
            The leads it rejected
          </Link>
          {' · '}
          <Link href={campaign.rejections.helpUrl} style={styles.linkWhole} className="ink">
            What this means
          </Link>
        </Text>
      ) : null}
    </>
  )
}

/** The heading of a part. */
export function Title({ children }: { children: string }) {
  return (
    <Heading as="h2" style={styles.h2} className="ink">
      {children}
    </Heading>
  )
}

/** A remark in brackets after a value. */
export function Note({ text }: { text: string }) {
  return (
    <span style={styles.note} className="ink-2">
      {` (${text})`}
    </span>
  )
}
