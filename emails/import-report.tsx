import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from 'react-email'
import type { ReportMail } from '../lib/mail/report-mail'
import { exampleReport } from './import-report-example'
import { adaptiveStyles, ink, outcomeInk, styles } from './ledger-styles'
import { Campaign, Note, RejectedRows, Title } from './report-parts'

/** The emailed report as HTML. Everything it shows comes in `mail` as text; it decides nothing. */
export default function ImportReport({ mail }: { mail: ReportMail }) {
  return (
    <Html lang="en">
      <Head>
        <title>{mail.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{adaptiveStyles}</style>
      </Head>
      <Body style={styles.body} className="paper-2">
        <Preview useTitleTag={false}>{mail.preheader}</Preview>
        <Container style={styles.container} className="paper" tdClassName="page">
          <Heading as="h1" style={styles.h1} className="ink">
            {mail.heading}
          </Heading>
          <Text style={styles.about} className="ink-2">
            {mail.about}
          </Text>
          {mail.notices.map((notice) => (
            <Text key={notice} style={styles.notice} className="ink rule">
              {notice}
            </Text>
          ))}
          <Figures mail={mail} />
          <Details mail={mail} />
          <RejectedRows mail={mail} />
          {mail.campaign ? <Campaign campaign={mail.campaign} /> : null}
          <Title>Your account</Title>
          {mail.accountSentences.map((sentence) => (
            <Text key={sentence} style={styles.text} className="ink">
              {sentence}
            </Text>
          ))}
          <Section style={styles.buttonRow}>
            <Button href={mail.url} style={styles.button} className="primary">
              Open the report
            </Button>
          </Section>
          <Hr style={styles.hr} className="rule" />
          <Text style={styles.footer} className="ink-2">
            {mail.footer}
          </Text>
          {mail.receipt ? (
            <Text style={styles.receipt} className="ink-2">
              {`Receipt (SHA-256): ${mail.receipt}`}
            </Text>
          ) : null}
        </Container>
      </Body>
    </Html>
  )
}

ImportReport.PreviewProps = { mail: exampleReport } satisfies Parameters<typeof ImportReport>[0]

function Figures({ mail: { figures, sum } }: { mail: ReportMail }) {
  return (
    <table style={styles.table} cellPadding={0} cellSpacing={0}>
      <caption style={styles.caption} className="ink">
        Lead overview
      </caption>
      <tbody>
        {figures.map(({ outcome, sign, label, count, unit, note }) => (
          <tr key={outcome}>
            <th
              scope="row"
              style={{ ...styles.figureHead, color: outcomeInk[outcome] }}
              className={`rule figure ${outcome}`}
            >
              {`${sign} ${label} `}
            </th>
            <td
              style={{ ...styles.figureCount, color: outcomeInk[outcome] }}
              className={`rule figure-count ${outcome}`}
            >
              {`${count} `}
            </td>
            <td style={styles.figureUnit} className="ink rule figure">
              {unit}
              {note ? <Note text={note} /> : null}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" style={styles.sumHead} className="ink sum figure">
            {`${sum.label} `}
          </th>
          <td style={{ ...styles.figureCount, ...styles.sum, color: ink }} className="ink sum figure-count">
            {`${sum.count} `}
          </td>
          <td style={{ ...styles.figureUnit, ...styles.sum }} className="ink sum figure">
            {sum.note ? <Note text={sum.note} /> : null}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Details({ mail: { reasons } }: { mail: ReportMail }) {
  return (
    <>
      <Title>Details</Title>
      {reasons.length === 0 ? (
        <Text style={styles.text} className="ink">
          Nothing was rejected.
        </Text>
      ) : null}
      {reasons.map(({ title, split, fix, url, action, helpUrl }) => (
        <Section key={url} style={styles.reason}>
          <Heading as="h3" style={styles.h3}>
            <Link href={url} style={styles.link} className="ink">
              {title}
            </Link>
          </Heading>
          {split ? (
            <Text style={styles.small} className="ink-2">
              {split}
            </Text>
          ) : null}
          <Text style={styles.small} className="ink">
            <strong>Fix:</strong> {fix}{' '}
            <Link href={helpUrl} style={styles.linkWhole} className="ink">
              What this means
            </Link>
          </Text>
          {action ? (
            <Text style={styles.small} className="ink">
              <Link href={action.url} style={styles.link} className="ink">
                {action.label}
              </Link>
            </Text>
          ) : null}
        </Section>
      ))}
    </>
  )
}
