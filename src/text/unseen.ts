/**
 * Characters that steer a reader instead of being read: control characters, format characters (direction marks, joiners, tags),
 * line and paragraph separators, halves of surrogate pairs, and what is no character.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu

/** A character by its number, as `[U+202E]`. */
export const codePoint = (sign: string): string =>
  `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** Text in which every character that nobody sees is told by its number; line feeds and tabs, which are seen, stay. */
export const seen = (text: string): string =>
  text.replace(UNSEEN, (sign) => (sign === '\n' || sign === '\t' ? sign : codePoint(sign)))

/** Text on one line, with nothing in it that nobody sees: what ends a line is a blank. */
export const oneLine = (text: string): string =>
  seen(text.replace(/\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g, ' ').replaceAll('\t', ' '))

/** The same as a heading, a caption or a cell shows it: blanks in a row are one, and there is none at an end. */
export const heading = (text: string): string => oneLine(text).replace(/\s+/g, ' ').trim()

/** Text with one column for each character, so that what is written below it stays below it. */
export const oneColumnEach = (text: string): string => text.replaceAll('\t', '\u2192').replace(UNSEEN, '\u00b7')
