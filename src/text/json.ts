/** What JSON may hold as it is, but steers whoever looks at its text: characters that nobody sees, and commands of workflows. */
const STEERING = /[\u007f-\u009f\p{Cf}\u2028\u2029\p{Noncharacter_Code_Point}]|#(?=#\w*\[)/gu

/** JSON in which nothing steers a terminal, an editor, a workflow or a script around it: all of that is escapes, which read back. */
export const jsonText = (
  value: unknown,
  replacer?: (key: string, value: unknown) => unknown,
  indent?: number,
): string =>
  JSON.stringify(value, replacer, indent).replace(STEERING, (sign) =>
    Array.from({ length: sign.length }, (_, k) => `\\u${sign.charCodeAt(k).toString(16).padStart(4, '0')}`).join(''),
  )
