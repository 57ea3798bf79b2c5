/** Right domain → domains people type when they mean it. Exact and certain only: none of these takes mail for anybody. */
const typos: Record<string, string> = {
  'gmail.com':
    'gmial.com gmai.com gamil.com gmal.com gmil.com gmali.com gmaill.com gmailll.com gmaii.com gmaul.com gnail.com gmsil.com gmqil.com gmaik.com gmaio.com gmailc.om gmail.con gmail.comm gmail.cmo gmail.ocm gmail.vom gmail.xom gmail.cim gmail.com.com gmail.coom gmail.ccom gmial.con gamil.con gimail.com ggmail.com gmaild.com gmail.cpm',
  'googlemail.com': 'googlemail.con goglemail.com googlemial.com googelmail.com googlmail.com',
  'hotmail.com':
    'hotmial.com hotmal.com hotmai.com hotmil.com hotmaill.com hotmaii.com hotamil.com hotnail.com hotmaul.com hotmsil.com homtail.com hitmail.com htomail.com hormail.com hoymail.com hotmali.com hotmail.con hotmail.comm hotmail.cmo hotmail.ocm hotmail.vom hotmail.xom hotmail.cim hotmail.com.com hotmailc.om',
  'yahoo.com':
    'yaho.com yahooo.com yhaoo.com yahho.com yaboo.com yahoo.con yahoo.comm yahoo.cmo yahoo.ocm yahoo.vom yahoo.xom yahoo.cim yahoo.com.com yahoocom.com yaoo.com uahoo.com yhoo.com',
  'outlook.com':
    'outlok.com outloo.com outlook.con outlook.comm outlook.cmo outlook.ocm outlook.vom outlook.xom outlook.cim outllook.com outlooke.com oulook.com otlook.com outlool.com outlookk.com outloock.com',
  'icloud.com':
    'iclod.com icoud.com iclould.com icluod.com icloud.con icloud.comm icloud.cmo icloud.ocm iclou.com',
  'aol.com': 'aol.con aol.comm aol.cmo aol.ocm aol.vom aol.xom',
  'live.com': 'live.con live.comm live.cmo live.ocm',
  'msn.com': 'msn.con msn.comm msn.cmo msn.ocm',
  'protonmail.com': 'protonmail.con protonmail.comm protonmial.com protonmal.com protomail.con',
}

const meant = new Map<string, string>()
for (const [domain, wrong] of Object.entries(typos)) {
  for (const typo of wrong.split(' ')) meant.set(typo, domain)
  meant.set(domain.slice(0, domain.indexOf('.')), domain)
}

/** The mailbox provider that a mistyped domain stands for (`gmial.com`, `gmail`), or null. Lower-case ASCII in. */
export function domainMeant(domain: string): string | null {
  return meant.get(domain) ?? null
}
