const ESCAPE_LENGTH: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 }

/** Length of the escape sequence at an offset, 0 if there is none. */
function escapeLength(text: string, at: number, type: string): number {
  if (type === 'QUOTE_SINGLE') return text.startsWith("''", at) ? 2 : 0
  if (type !== 'QUOTE_DOUBLE' || text[at] !== '\\') return 0
  return ESCAPE_LENGTH[text[at + 1] ?? ''] ?? 2
}

const isSpace = (sign: string | undefined): boolean => sign !== undefined && /\s/.test(sign)

/**
 * The offset in a page of every character of a scalar's value, and of its end (value.length + 1 numbers). YAML drops and
 * folds white space and decodes escapes, and nothing else; so walking both texts side by side, passing over white space that the
 * value does not have, finds each character where it is written.
 *
 * @param start offset of the scalar in the page: of its opening quote, or of the header of a block
 * @param type the YAML library's name of the style
 */
export function alignScalar(value: string, text: string, start: number, end: number, type: string): number[] {
  const header = type.startsWith('BLOCK') ? text.indexOf('\n', start) + 1 : 0
  const quote = type.startsWith('QUOTE') ? 1 : 0
  let at = header > 0 ? header : start + quote
  const stop = Math.max(at, end - quote)
  const offsets: number[] = []
  for (const sign of value.split('')) {
    let escaped = escapeLength(text, at, type)
    // A backslash at the end of a line stands for nothing.
    while (at < stop && (escaped > 0 ? /[\r\n]/.test(text[at + 1] ?? '') : text[at] !== sign && isSpace(text[at]))) {
      at += Math.max(1, escaped)
      escaped = escapeLength(text, at, type)
    }
    offsets.push(Math.min(at, stop))
    const folded = escaped === 0 && isSpace(sign) && text[at] !== sign
    // `\U0001D6FD` is one escape for two units of the value.
    const half = escaped === ESCAPE_LENGTH.U && /[\uD800-\uDBFF]/.test(sign)
    if (!folded && !half) at += Math.max(1, escaped)
  }
  offsets.push(Math.min(at, stop))
  return offsets
}
