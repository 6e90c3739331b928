import fc from 'fast-check'

/** What nobody sees and may steer whoever reads: none of it may come out of any channel. */
export const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/u

/** Characters that no page may hold, wherever they stand. */
export const steering = [...'\u0007\u001b\u007f\u0085\u009b\u202e\u2066\u200f\u061c\u2028\u2029\ufffe', '\r']

/** Texts that mean something to a channel, made of characters that are seen. */
const COMMANDS = ['::error file=a.yaml,line=1::X', '::set-output name=a::b', '##[error]X', '##vso[task]']
const MARKDOWN = [
  ...['## all is well', '[a](http://b.c)', '![i](http://b.c/d.svg)', '`c`', '```', '~~~', '**b**', '_b_', '|', '> q'],
  ...[
    '<img src=x onerror=alert(1)>',
    '<!-- c -->',
    '</details>',
    '&lt;',
    'http://b.c',
    'www.b.c',
    'a@b.c',
    '@user',
    '#12',
  ],
]
const OTHERS = [
  ...['</script>', '"', "'", '&amp;', ']]>', '<![CDATA[', '\\input{x}', '$x$', '%', '^', '~', '{', '}', '\\\\', '_'],
  ...['=1+1', '+1', '-1', '@SUM(1)', ',', ';', '`id`', '$(id)', '{{x}}', '\u00e9', '\u{1f600}'],
]

const visible = fc.array(fc.constantFrom(...COMMANDS, ...MARKDOWN, ...OTHERS), { minLength: 1, maxLength: 3 })

/** A name that a page may have. It begins and ends with letters, so that an escape does not depend on where it stands. */
export const hostileName = visible.map((parts) => `n${parts.join('')} n`)

/** A free text that a page may have: of several lines, any of which may look like a command, or a heading. */
export const hostileText = visible.map((parts) => `f\n${parts.join('\n')} f`)

/** A text of a file that this program did not read before: with what no page may hold, too. */
export const foreignText = fc
  .tuple(visible, fc.array(fc.constantFrom(...steering, '\n', '\u200b', '\ud800'), { minLength: 1, maxLength: 4 }))
  .map(([parts, signs]) => `f${signs.map((sign, k) => `${sign}${parts[k % parts.length]}`).join('')} f`)

/** Anything at all. */
export const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), hostileName, foreignText)
