import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from 'react-email'
import { invitationLetter } from '../lib/mail/invitation-letter'
import type { Letter } from '../lib/mail/letter'
import { adaptiveStyles, styles } from './ledger-styles'

/** A mail that carries one link, as HTML. Everything it shows comes in `letter` as text. */
export default function LetterMail({ letter }: { letter: Letter }) {
  const { subject, preheader, heading, paragraphs, button, notes, footer } = letter
  return (
    <Html lang="en">
      <Head>
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{adaptiveStyles}</style>
      </Head>
      <Body style={styles.body} className="paper-2">
        <Preview useTitleTag={false}>{preheader}</Preview>
        <Container style={styles.container} className="paper" tdClassName="page">
          <Heading as="h1" style={styles.h1} className="ink">
            {heading}
          </Heading>
          {paragraphs.map((text) => (
            <Text key={text} style={styles.letter} className="ink">
              {text}
            </Text>
          ))}
          <Section style={styles.buttonRow}>
            <Button href={button.url} style={styles.button} className="primary">
              {button.label}
            </Button>
          </Section>
          {notes.map((text) => (
            <Text key={text} style={styles.letter} className="ink-2">
              {text}
            </Text>
          ))}
          <Hr style={styles.hr} className="rule" />
          <Text style={styles.footer} className="ink-2">
            {footer}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

LetterMail.PreviewProps = {
  letter: invitationLetter({
    accountName: 'Acme',
    inviter: { name: 'Ana Ruiz', email: 'ana@acme.test' },
    email: 'luis@acme.test',
    role: 'member',
    days: 7,
    url: 'https://fairlead.example/invite/token',
  }),
} satisfies Parameters<typeof LetterMail>[0]
