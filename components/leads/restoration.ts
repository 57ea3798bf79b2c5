import { countOf, countText } from '@/components/ui/count-text'
import { dateText } from '@/components/ui/time'
import type { Obstacle } from '@/lib/leads/decide-restore'
import type { Kept, Restored } from '@/lib/leads/restore'

/** "12 leads restored.", or that none could be. */
export function restoredSentence({ restored }: Restored): string {
  return restored === 0 ? 'No lead was restored.' : `${countOf(restored, 'lead')} restored.`
}

/** How many stayed deleted, and why: one sentence per reason; empty when all came back. */
export function keptSentences({ kept }: Restored): string[] {
  const taken = kept.email_taken + kept.email_restored
  const sentences: [number, string][] = [
    [taken, 'cannot come back: the email belongs to a lead again.'],
    [kept.permanently_deleted, 'cannot come back: the email was permanently deleted since.'],
    [kept.full, 'had no room on the plan.'],
  ]
  return sentences.flatMap(([count, text]) => (count > 0 ? [`${countOf(count, 'lead')} ${text}`] : []))
}

/** Why one deleted lead cannot come back now, as a sentence. */
export function obstacleText({ email, obstacle }: Kept): string {
  return `${email} ${obstaclePhrase(obstacle)}.`
}

/** The same without the email: "was imported again on 24 Nov 2026 (import #42)". */
export function obstaclePhrase(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'email_taken': {
      const { since, import: number } = obstacle.by
      const how = number === null ? 'was added again by hand' : 'was imported again'
      return `${how} on ${dateText(since)}${number === null ? '' : ` (import #${number})`}`
    }
    case 'email_restored':
      return 'was deleted twice; the later one was restored'
    case 'permanently_deleted':
      return `was permanently deleted on ${dateText(obstacle.since)}`
    case 'full':
      return `has no room: Max number of leads reached (${countText(obstacle.leadsMax)})`
  }
}
