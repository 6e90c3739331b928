import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvField } from '../../src/text/csv.ts'
import { escapeHtml } from '../../src/text/html.ts'
import { jsonText } from '../../src/text/json.ts'
import { escapeMarkdown, fenced, markdown, markdownPath, markdownTable } from '../../src/text/markdown.ts'
import { shellWord } from '../../src/text/shell.ts'
import { escapeTex, texComment } from '../../src/text/tex.ts'
import { oneLine, seen } from '../../src/text/unseen.ts'
import { commandData, commandProperty, outputLine } from '../../src/text/workflow.ts'
import { escapeAttribute, escapeXml } from '../../src/text/xml.ts'
import { anything, UNSEEN } from './hostile.ts'

const all = (check: (text: string) => void) =>
  fc.assert(
    fc.property(anything, (text) => {
      check(text)
    }),
    { numRuns: 1500, seed: 7 },
  )

it.each<[string, (text: string) => string]>([
  ['text that is seen', seen],
  ['a line', oneLine],
  ['a line of output', outputLine],
  ['HTML', escapeHtml],
  ['XML', escapeXml],
  ['an attribute', escapeAttribute],
  ['Markdown', escapeMarkdown],
  ['TeX', escapeTex],
  ['a comment of TeX', texComment],
  ['the data of a command', commandData],
  ['a property of a command', commandProperty],
  ['JSON', (text) => jsonText({ text })],
  ['a word of a shell', (text) => (text.isWellFormed() ? shellWord(text) : '')],
])('%s has no character that nobody sees', (_, escaped) =>
  all((text) => expect(escaped(text).replaceAll('\t', '')).not.toMatch(UNSEEN)),
)

describe('a line of output', () => {
  it.each([
    ['::error file=a.yaml,line=1::X', '\\::error file=a.yaml,line=1::X'],
    [' \t::warning::x', '  \\::warning::x'],
    ['a\n::error::x', 'a ::error::x'],
    ['a\r\u2028::error::x', 'a ::error::x'],
    ['\u2003::error::x', '\u2003\\::error::x'],
    ['##[error]x', '#\\#[error]x'],
    ['a ###[group]x ##vso[a]b', 'a ##\\#[group]x #\\#vso[a]b'],
    ['T\u001b]0;PWNED\u0007\u001b[2J', 'T[U+001B]]0;PWNED[U+0007][U+001B][2J'],
    ['a\u202eb', 'a[U+202E]b'],
    ['x: a::b', 'x: a::b'],
  ])('%j is written %j', (text, line) => expect(outputLine(text)).toBe(line))

  it('is one, and no command', () =>
    all((text) => {
      expect(outputLine(text)).not.toMatch(/\n|^\s*::|##\w*\[/)
    }))
})

it('a workflow reads back the data and the properties of a command', () =>
  all((text) => {
    const undone = (written: string) =>
      written
        .replaceAll('%0D', '\r')
        .replaceAll('%0A', '\n')
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%')
    expect(commandProperty(text)).not.toMatch(/[\n:,]/)
    expect(commandData(text)).not.toContain('\n')
    expect(undone(commandProperty(text))).toBe(seen(text.replaceAll(/\r\n?/g, '\n')))
  }))

describe('Markdown', () => {
  it.each([
    ['adam\n\n## all is well', 'adam \\#\\# all is well'],
    ['[a](http://b.c)', '\\[a\\]\\(http:<!-- -->//b.c\\)'],
    ['a_www.b.c', 'a\\_www<!-- -->.b.c'],
    ['@user, a@b.c and adam@torch', '@<!-- -->user, a@<!-- -->b.c and adam@torch'],
    ['adam #2', 'adam \\#<!-- -->2'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['===', '\\==='],
  ])('%j is written %j', (text, written) => expect(escapeMarkdown(text)).toBe(written))

  // The signs of Markdown stand only behind a backslash, or as an entity, or in the comment that parts a word.
  const PLAIN = /^(?:\\[\\`*_[\]{}()#+!|$~.=:-]|&(?:lt|gt|amp);|<!-- -->|[^\\`*_[\]{}()<>#+!|$~&\n])*$/

  it('has no sign that means something, begins no block and makes no link', () =>
    all((text) => {
      const written = escapeMarkdown(text)
      expect(written).toMatch(PLAIN)
      expect(written).not.toMatch(/^(?:[-=:\s]|\d+\.(?:\s|$))/)
      const nodes = written.replace(/\\(.)/g, '$1').split('<!-- -->')
      for (const node of nodes) {
        expect(node).not.toMatch(/https?:\/\/|ftp:\/\/|www\.|mailto:.|xmpp:./i)
        expect(node).not.toMatch(/(?:^|[^a-z0-9])@\w|\w@\S*\.|#\d|gh-\d/i)
      }
    }))

  it('a template escapes what is inserted, and a table keeps every row in a line and its cells apart', () => {
    expect(markdown`# ${'a*b'} ${markdown`**${'c|d'}**`}`.text).toBe('# a\\*b **c\\|d**')
    expect(markdownTable(['a', 'b'], [['x|y', '<b>\n2']]).text).toBe(
      '| a | b |\n| --- | --- |\n| x\\|y | &lt;b&gt; 2 |',
    )
  })

  it('no text ends its fence, and no name its address', () =>
    all((text) => {
      const [first, ...rest] = fenced(text).text.split('\n')
      const fence = first?.replace('text', '') ?? ''
      expect(rest.findIndex((line) => line.startsWith(fence))).toBe(rest.length - 1)
      expect(markdownPath([text]).text).toMatch(/^[\w.%-]*$/)
    }))
})

describe('a field of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+a', "'+a"],
    ['-a', "'-a"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['\uff1dx', "'\uff1dx"],
    ['=a,"b"', '"\'=a,""b"""'],
    ['-0.5', '-0.5'],
    ['+1e-3', '+1e-3'],
    [-0, '-0'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    ['a=b', 'a=b'],
    [null, ''],
  ])('%j is written %j', (value, field) => expect(csvField(value)).toBe(field))

  it('is no formula for a spreadsheet', () =>
    all((text) => {
      const field = csvField(text).replace(/^"([\s\S]*)"$/, (_, inner: string) => inner.replaceAll('""', '"'))
      if (!/^[+-][\d.]+(e[+-]?\d+)?$/i.test(field)) expect(field).not.toMatch(/^[=+\-@\t\r\n]/)
      expect(field.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, '')).toBe(text)
    }))
})

it('JSON reads back to the same, and has no command', () =>
  all((text) => {
    expect(JSON.parse(jsonText({ [text]: text }))).toEqual({ [text]: text })
    expect(jsonText(text)).not.toMatch(/##\w*\[/)
  }))

it('bash reads a word back, on one line', () => {
  const words = ['a b', "it's", 'a\n::error::x', "\u001b[2J'\\", 'a\u202eb1', '$(id) `id` "x"', '']
  const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`
  expect(script).not.toContain('\n')
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1)).toEqual(words)
})
