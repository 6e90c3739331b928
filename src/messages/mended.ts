import type { Example } from './example.ts'
import type { About } from './message.ts'

/** The example of a message without its mistake; null where that is not a matter of its text. */
export function mended({ example, mend }: Pick<About, 'example' | 'mend'>): Example | null {
  if (typeof mend === 'string') return null
  const [from, to] = mend
  const change = (text: string) => text.replaceAll(from, () => to)
  return {
    command: change(example.command),
    files: Object.fromEntries(Object.entries(example.files).map(([name, text]) => [name, change(text)])),
  }
}
