/** What is known of an address: may we write to it? */
export const emailStatuses = ['not_verified', 'valid', 'risky', 'unknown', 'invalid'] as const
export type EmailStatus = (typeof emailStatuses)[number]
