import type { Message } from '../messages/message.ts'
import { unseenCharacter } from '../messages/yaml.ts'
import { codePoint } from '../text/unseen.ts'

/**
 * What no text of a page may hold, free or not: control characters but line feed and tab, marks that change the direction of
 * text, line and paragraph separators, halves of surrogate pairs, and what is no character. Whoever reads the text would see, or
 * his terminal do, something other than what is there.
 */
const STEERING = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/u

/** The first such character of a text, and what is to be said of it; null if there is none. */
export function steering(text: string): { index: number; message: Message } | null {
  const found = STEERING.exec(text)
  if (!found) return null
  const [sign] = found
  const kind = /\p{Cc}/u.test(sign)
    ? 'a control character'
    : /\p{Bidi_Control}/u.test(sign)
      ? 'a mark that changes the direction of text'
      : 'a character that nobody sees'
  return {
    index: found.index,
    message: unseenCharacter(kind, codePoint(sign).slice(1, -1)),
  }
}
