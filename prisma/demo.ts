/** What the seed makes on the embedded database. The web server listens on this machine only unless HOST says more. */
export const demo = {
  slug: 'demo',
  account: 'Demo',
  plan: 'growth',
  email: 'demo@fairlead.local',
  memberEmail: 'member@fairlead.local',
  password: 'try-fairlead-today',
} as const
