/** A word as a shell reads it back, on one line: with characters that nobody sees it is quoted as bash, zsh and ksh do. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  if (!UNSEEN.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`
  return `$'${word.replaceAll(/[\\']/g, '\\$&').replace(ALL_UNSEEN, numbered)}'`
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu')

/** Eight digits: no digit that follows can become a part of it. */
const numbered = (sign: string): string => `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
