import { z } from 'zod'
import { type FieldKey, leadFields } from '../leads/fields'

/** One lead field (or null: do not import) per column of the file, in the file's order. */
export type Mapping = (FieldKey | null)[]

const fieldKeySchema = z.custom<FieldKey>(
  (value) =>
    typeof value === 'string' &&
    ((leadFields as readonly string[]).includes(value) || /^custom\..{1,100}$/u.test(value)),
  'Not a lead field',
)

export const mappingSchema = z.array(fieldKeySchema.nullable()).max(1000)
