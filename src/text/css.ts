/** A CSS text as a browser reads it: without comments, with escapes resolved. */
export const plainCss = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    // A blank after a hexadecimal escape belongs to it.
    .replace(/\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|(\r\n|[\s\S]))/gi, (_, hex?: string, other?: string) =>
      hex === undefined ? (other ?? '').replace(/[\r\n\f]/, '') : character(Number.parseInt(hex, 16)),
    )

const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')

const REQUEST =
  /(?<![\w-])(?:url|url-prefix|src|(?:-webkit-)?image-set|(?:-webkit-)?cross-fade)\(|\burl\s+\(|@import\b/i

/** Whether a browser that takes a text for a colour, or any other value of CSS, could ask an address for something. */
export const mayRequest = (text: string): boolean => REQUEST.test(text) || REQUEST.test(plainCss(text))
