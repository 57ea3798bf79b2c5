import { cookies } from 'next/headers'
import { z } from 'zod'

export const themeCookie = 'fairlead-theme'

/** "system" follows the operating system; so does anything that is not a theme. */
export const themeSchema = z.enum(['system', 'light', 'dark']).catch('system')

/** The theme this browser chose. */
export async function chosenTheme(): Promise<z.infer<typeof themeSchema>> {
  return themeSchema.parse((await cookies()).get(themeCookie)?.value)
}
