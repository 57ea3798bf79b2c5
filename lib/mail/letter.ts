/** A short mail that carries one link: an invitation, a new password. All of it is text. */
export type Letter = {
  subject: string
  preheader: string
  heading: string
  paragraphs: string[]
  button: { label: string; url: string }
  /** After the button. */
  notes: string[]
  footer: string
}

/** The plain part of a letter, lines of at most 76 characters, addresses apart. */
export function letterText({ heading, paragraphs, button, notes, footer }: Letter): string {
  const parts = [heading, ...paragraphs, `${button.label}:\n${button.url}`, ...notes, '--', footer]
  return `${parts.map((part) => (part.includes('\n') ? part : wrapped(part))).join('\n\n')}\n`
}

function wrapped(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= 76) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
