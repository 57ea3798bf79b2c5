import type { CSSProperties } from 'react'

// The tokens of "Ledger" (app/globals.css) as literal colours: mail programs know no custom properties.

export const ink = '#14181F'
const ink2 = '#3D4653'
const rule = '#DDE1E7'
export const outcomeInk = {
  added: '#0B7568',
  modified: '#3B3FA6',
  rejected: '#B4420A',
  not_processed: '#5F6B7A',
}

/**
 * For mail programs that know media queries: dark colours over the inline light ones, and on a narrow screen
 * smaller figures and the reason under the email.
 */
export const adaptiveStyles = `
@media (max-width: 480px) {
  .row-email, .row-reason { display: block !important; padding-right: 0 !important; }
  .row-email { border-bottom: 0 !important; padding-bottom: 0 !important; }
  .row-reason { padding-top: 0 !important; }
  .page { padding: 16px 12px !important; }
  .figure { font-size: 14px !important; }
  .figure.not_processed { white-space: normal !important; }
  .figure-count { font-size: 18px !important; padding-left: 0 !important; }
}
@media (prefers-color-scheme: dark) {
  .paper-2 { background-color: #0E1116 !important; }
  .paper-2 > table > tbody > tr > td { background-color: #0E1116 !important; }
  .paper { background-color: #161B22 !important; }
  .ink { color: #E8ECF2 !important; }
  .ink-2 { color: #B6C0CD !important; }
  .rule { border-color: #2A313B !important; }
  .sum { border-color: #667080 !important; }
  .added { color: #5FD4C4 !important; }
  .modified { color: #9C9AFF !important; }
  .rejected { color: #FFA06B !important; }
  .not_processed { color: #9AA4B2 !important; }
  .primary { background-color: #E8ECF2 !important; color: #0E1116 !important; }
}
`

const font = { fontFamily: 'Geist, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif' }
const figures = { fontVariantNumeric: 'tabular-nums' } as const
const line = { borderBottom: `1px solid ${rule}` }
const sum = { borderTop: `1px solid ${ink2}`, borderBottom: 'none' }
const cell: CSSProperties = {
  ...font,
  ...line,
  fontSize: '14px',
  lineHeight: '20px',
  color: ink,
  textAlign: 'left',
  verticalAlign: 'top',
  padding: '8px 8px 8px 0',
  fontWeight: 400,
}
const figureCell: CSSProperties = { ...cell, fontSize: '16px', lineHeight: '24px', verticalAlign: 'baseline' }
const figureCount: CSSProperties = {
  ...figureCell,
  ...figures,
  fontSize: '24px',
  lineHeight: '32px',
  fontWeight: 600,
  textAlign: 'right',
  whiteSpace: 'nowrap',
}
const text: CSSProperties = { ...font, fontSize: '16px', lineHeight: '24px', color: ink, margin: '0 0 8px' }

export const styles = {
  body: { ...font, backgroundColor: '#F7F8FA', padding: '16px 0' },
  container: { width: '100%', maxWidth: '600px', backgroundColor: '#FFFFFF', padding: '24px 20px' },
  h1: { ...font, fontSize: '24px', lineHeight: '32px', fontWeight: 600, color: ink, margin: '0' },
  h2: { ...font, fontSize: '18px', lineHeight: '24px', fontWeight: 600, color: ink, margin: '28px 0 8px' },
  h3: { ...font, fontSize: '16px', lineHeight: '24px', fontWeight: 600, color: ink, margin: '0' },
  about: { ...text, color: ink2, overflowWrap: 'anywhere', margin: '4px 0 16px' },
  notice: { ...text, borderLeft: `4px solid ${rule}`, paddingLeft: '12px' },
  text,
  letter: { ...text, overflowWrap: 'anywhere', margin: '12px 0 0' },
  small: { ...text, fontSize: '14px', lineHeight: '20px', margin: '4px 0 0' },
  reason: { margin: '0 0 16px' },
  link: { color: ink, textDecoration: 'underline' },
  linkWhole: { color: ink, textDecoration: 'underline', whiteSpace: 'nowrap' },
  table: { width: '100%', borderCollapse: 'collapse', marginTop: '12px' },
  caption: {
    ...font,
    fontSize: '18px',
    lineHeight: '24px',
    fontWeight: 600,
    color: ink,
    textAlign: 'left',
    padding: '16px 0 4px',
    overflowWrap: 'anywhere',
  },
  figureHead: { ...figureCell, fontWeight: 600, whiteSpace: 'nowrap', width: '1%' },
  figureCount: { ...figureCount, width: '1%', padding: '8px 8px 8px 12px' },
  figureUnit: figureCell,
  sum,
  sumHead: { ...figureCell, ...sum, fontWeight: 600, whiteSpace: 'nowrap' },
  note: { fontSize: '14px', lineHeight: '20px', color: ink2 },
  columnHead: { ...cell, fontWeight: 500, color: ink2, borderBottom: `1px solid ${ink2}` },
  rowHead: {
    ...cell,
    fontWeight: 500,
    color: ink2,
    borderBottom: `1px solid ${ink2}`,
    textAlign: 'right',
    width: '1%',
  },
  rowNumber: { ...cell, ...figures, textAlign: 'right', paddingRight: '12px' },
  email: { ...cell, overflowWrap: 'anywhere', wordBreak: 'break-word' },
  cell,
  cause: { display: 'block', color: ink2 },
  lineHead: cell,
  lineCount: { ...cell, ...figures, textAlign: 'right', fontWeight: 600, paddingRight: 0 },
  buttonRow: { margin: '24px 0 8px' },
  button: {
    ...font,
    backgroundColor: ink,
    color: '#FFFFFF',
    borderRadius: '6px',
    fontSize: '16px',
    fontWeight: 600,
    padding: '12px 20px',
  },
  hr: { borderColor: rule, margin: '24px 0 12px' },
  receipt: {
    ...text,
    fontSize: '14px',
    lineHeight: '20px',
    color: ink2,
    margin: '8px 0 0',
    wordBreak: 'break-all',
  },
  footer: { ...text, fontSize: '14px', lineHeight: '20px', color: ink2, margin: 0 },
} as const satisfies Record<string, CSSProperties>
