import { UNSEEN } from './unseen.ts'

/** A word as a shell reads it back, on one line: with characters that nobody sees it is quoted as bash, zsh and ksh do. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  if (word.search(UNSEEN) < 0) return `'${word.replaceAll("'", `'\\''`)}'`
  return `$'${word.replaceAll(/[\\']/g, '\\$&').replace(UNSEEN, numbered)}'`
}

/** Eight digits: no digit that follows can become a part of it. */
const numbered = (sign: string): string => `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
