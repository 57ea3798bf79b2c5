import { type AuditSubject, auditSubjects } from '@/lib/audit/sentence'

/** What part of the audit an address asks for. What it does not know, it leaves out. */
export function auditViewOf(query: { subject?: unknown; person?: unknown }): {
  subject?: AuditSubject
  userId?: string
} {
  const { subject, person } = query
  const isUuid = typeof person === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(person)
  return {
    subject:
      typeof subject === 'string' && Object.hasOwn(auditSubjects, subject)
        ? (subject as AuditSubject)
        : undefined,
    userId: isUuid ? person : undefined,
  }
}

/** The query of an address for that part: "?subject=imports&page=2"; empty when it is everything. */
export function auditQuery(view: { subject?: string; userId?: string }, page = 1): string {
  const query = new URLSearchParams()
  if (view.subject) query.set('subject', view.subject)
  if (view.userId) query.set('person', view.userId)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `?${query}` : ''
}
