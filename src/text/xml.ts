import { seen } from './unseen.ts'

/** Text as the content of an element. `>` is escaped for `]]>`, which may not stand there. */
export const escapeXml = (text: string): string =>
  seen(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A parser turns white space in an attribute into blanks unless it is written as a reference. */
export const escapeAttribute = (text: string): string =>
  escapeXml(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')
