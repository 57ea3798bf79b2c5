/**
 * A name reduced to what is compared: letters and digits, lower-case, without accents. `E-Mail`, `e_mail` and
 * `eMail` are one name, and so are `FirstName` and `First name`.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
