import { BinaryArray } from '../db/binary-array'
import { type ExistingLead, LeadAt } from './outcome'

/** The ids of some leads as PostgreSQL's uuid[]. */
export function idsOf(leads: readonly { lead: ExistingLead }[]): BinaryArray {
  const array = new BinaryArray('uuid', leads.length)
  for (const { lead } of leads) {
    if (lead instanceof LeadAt) array.uuidAt(lead.bytes, lead.at)
    else array.uuidAt(Buffer.from(lead.id), 0)
  }
  return array
}
