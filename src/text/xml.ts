import { seen } from './unseen.ts'

/** Text as the content of an element. `>` is escaped for `]]>`, which may not stand there. */
export const escapeXml = (text: string): string =>
  seen(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A parser turns white space in an attribute into blanks unless it is written as a reference. */
export const escapeAttribute = (text: string): string =>
  escapeXml(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')

/** What no XML document may hold, in whatever way it is written. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** XML in which signs that no XML may hold are replacement characters: with them no reader would take it. */
export const legalXml = (xml: string): string => xml.replaceAll(ILLEGAL, '\ufffd')
