import type { Import } from './import-graph'

/** A rule says which imports break it. Paths are relative to the checkout; tests are free of all but the last. */
export type Rule = { says: string; breaks: (one: Import) => boolean }

/** Files besides queries, mutations, known and apply whose business is the database. */
const databaseFiles = [
  'apply',
  'arrived',
  'batch',
  'better-auth',
  'campaign-page',
  'check-claim',
  'checks',
  'claim',
  'close',
  'corrections',
  'delete-account',
  'deliveries',
  'draft-edits',
  'earlier-imports',
  'examples',
  'family',
  'file-draft',
  'fix-offers',
  'fix-rows',
  'fixes',
  'forecast-causes',
  'history',
  'known',
  'lead-page',
  'lock',
  'locked',
  'mutations',
  'person-claim',
  'queries',
  'receipt',
  'recently-deleted',
  'rejected-page',
  'remembered',
  'report-mails',
  'report-rows',
  'rest',
  'row-place',
  'rows-page',
  'run',
  'search',
  'since',
  'spine',
  'sweep',
  'taken-rows',
  'touches',
  'trends',
  'turn',
  'turned-away',
  'under-way',
  'undo-claim',
  'undo-queries',
  'undo-run',
  'untaken',
]

/** Nouns that lib/imports may use. It enqueues by name and never imports mail. */
const usedByImports = [
  'imports',
  'leads',
  'campaigns',
  'deleted-emails',
  'accounts',
  'plans',
  'jobs',
  'db',
  'audit',
]

const under = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`))
const noun = (path: string) => path.match(/^lib\/([^/]+)\//)?.[1]

/** Who may import whom: ARCHITECTURE.md in a form that can fail. */
export const rules: Rule[] = [
  {
    says: 'nothing imports app',
    breaks: ({ from, to, ours }) => ours && under(to, 'app') && !under(from, 'app'),
  },
  {
    says: 'components/ui knows no domain word: it imports only itself',
    breaks: ({ from, to, ours }) => ours && under(from, 'components/ui') && !under(to, 'components/ui'),
  },
  {
    says: 'components get props and show them: they import components and lib',
    breaks: ({ from, to, ours }) => ours && under(from, 'components') && !under(to, 'components', 'lib'),
  },
  {
    says: 'emails are props to JSX: they import emails and lib',
    breaks: ({ from, to, ours }) => ours && under(from, 'emails') && !under(to, 'emails', 'lib'),
  },
  {
    says: 'lib imports lib; only lib/mail/render.ts imports emails',
    breaks: ({ from, to, ours }) =>
      ours &&
      under(from, 'lib') &&
      !under(to, 'lib') &&
      !(from === 'lib/mail/render.ts' && under(to, 'emails')),
  },
  {
    says: `lib/imports uses ${usedByImports.join(', ')} and nothing else`,
    breaks: ({ from, to }) =>
      noun(from) === 'imports' && noun(to) !== undefined && !usedByImports.includes(noun(to) ?? ''),
  },
  {
    says: 'lib/jobs knows no job by name',
    breaks: ({ from, to }) =>
      noun(from) === 'jobs' && noun(to) !== undefined && !['jobs', 'db'].includes(noun(to) ?? ''),
  },
  {
    says: 'only lib/worker.ts stands above jobs, imports and mail',
    breaks: ({ from, to }) =>
      under(from, 'lib') && noun(to) === 'mail' && noun(from) !== 'mail' && from !== 'lib/worker.ts',
  },
  {
    says: 'lib outside lib/auth runs without Next',
    breaks: ({ from, to }) => under(from, 'lib') && noun(from) !== 'auth' && /^next(\/|$)/.test(to),
  },
  {
    says: 'only queries, mutations, known, apply and their kind touch the database',
    breaks: ({ from, to, typeOnly }) =>
      !typeOnly &&
      /^lib\/db\/(client|transaction)\.ts$/.test(to) &&
      under(from, 'app', 'components', 'emails', 'lib') &&
      !['db', 'jobs'].includes(noun(from) ?? '') &&
      from !== 'lib/worker.ts' &&
      !databaseFiles.some((name) => from.endsWith(`/${name}.ts`)),
  },
  {
    says: 'lib/db knows no noun',
    breaks: ({ from, to }) => noun(from) === 'db' && noun(to) !== undefined && noun(to) !== 'db',
  },
]

/** What is not pure: the database, the environment, the log, Node itself. Components and emails must not reach it. */
export const impure =
  /^(lib\/db\/(client|transaction|copy|cursor)\.ts|lib\/(env|log)\.ts|pg|pino|node:.*|next\/headers)$/
