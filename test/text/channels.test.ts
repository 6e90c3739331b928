import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { claimAnchor } from '../../src/report/anchors.ts'
import type { Summary } from '../../src/report/summary.ts'
import { readSummary } from '../../src/report/summary.ts'
import { csvField } from '../../src/text/csv.ts'
import { escapeHtml } from '../../src/text/html.ts'
import { jsonText } from '../../src/text/json.ts'
import { escapeMarkdown } from '../../src/text/markdown.ts'
import { escapeTex, texName } from '../../src/text/tex.ts'
import { oneLine, seen } from '../../src/text/unseen.ts'
import { commandData, commandProperty, outputLine } from '../../src/text/workflow.ts'
import { escapeAttribute, escapeXml } from '../../src/text/xml.ts'
import { replaced, textPlaces } from './fields.ts'
import { foreignText, hostileName, hostileText, UNSEEN } from './hostile.ts'
import { pageOf, type Renditions, renditionsOfPage, renditionsOfSummary } from './renditions.ts'

type Escape = (text: string) => string

const inJson: Escape = (text) => jsonText(text).slice(1, -1)
const anchor: Escape = (text) => escapeHtml(claimAnchor(text).slice('claim/'.length))

/** The ways in which a channel may write a text. */
const ESCAPES: Readonly<Record<string, readonly Escape[]>> = {
  terminal: [outputLine, inJson],
  commands: [commandProperty, commandData],
  Markdown: [escapeMarkdown],
  HTML: [escapeHtml, anchor, (text) => inJson(text).replaceAll('<', '\\u003c')],
  XML: [escapeAttribute, escapeXml],
  CSV: [csvField],
  JSON: [inJson],
  TeX: [texName, escapeTex, oneLine],
}

const escapesOf = (channel: string): readonly Escape[] => ESCAPES[channel.replace(/:.*/, '')] ?? []

/**
 * What is left of a rendition once the texts of others, as its channel writes them, are taken out of it; the room that tables
 * give to their cells and digests, which depend on labels, are left out.
 */
function frame(channel: string, rendition: string, texts: readonly string[]): string {
  const forms = texts.flatMap((text) => escapesOf(channel).map((escaped) => escaped(text)))
  const whole = [...new Set(forms)].sort((a, b) => b.length - a.length)
  const rest = whole.reduce((all, form) => all.replaceAll(form, '<>'), rendition)
  return rest.replaceAll(/[0-9a-f]{64}/g, 'digest').replaceAll(/ +/g, ' ')
}

/** Nothing in a rendition steers whoever reads it, whatever is to be said. */
function inert(channel: string, rendition: string): void {
  const lines = channel.startsWith('CSV') ? rendition.replaceAll('\r\n', '\n') : rendition
  expect(lines, channel).not.toMatch(UNSEEN)
  if (!channel.startsWith('terminal')) return
  for (const line of rendition.split('\n')) expect(line, channel).not.toMatch(/^\s*::|##\w*\[/)
}

/** The texts of `pageOf`. */
const textsOf = (name: string, free: string): string[] => [1, 2, 3].map((k) => `${name}${k}`).concat(free)

let plain: Renditions = {}
let summary: Summary
beforeAll(async () => {
  plain = await renditionsOfPage(pageOf('name', 'free'))
  const read = readSummary(plain['JSON: summary'] ?? '')
  if (typeof read === 'string') throw new Error(read)
  const mutants = { 'rule@wrong': 'missed', 'rule@caught': 'caught' } as const
  summary = { ...read, verdicts: read.verdicts.map((verdict) => ({ ...verdict, mutants })) }
})

it('texts of a page stand in every channel as texts, and change nothing around them', async () => {
  const frames = Object.entries(plain).map(([channel, text]) => [
    channel,
    frame(channel, text, textsOf('name', 'free')),
  ])
  for (const [channel, text] of frames) expect(text, channel).toContain('<>')
  await fc.assert(
    fc.asyncProperty(hostileName, hostileText, async (name, free) => {
      const found = await renditionsOfPage(pageOf(name, free))
      for (const [channel, text] of Object.entries(found)) inert(channel, text)
      for (const line of (found['commands: check --github'] ?? '').trimEnd().split('\n'))
        expect(line).toMatch(/^::(error|warning) file=page\.yaml,line=1,title=[^:,]*::/)
      for (const [channel, text] of frames) {
        expect(frame(channel ?? '', found[channel ?? ''] ?? '', textsOf(name, free)), channel).toBe(text)
      }
    }),
    { numRuns: 25, seed: 11 },
  )
})

/** Texts of a summary that are words of its format. */
const FIXED = /^(schema|status|expect|judge|digest)$/
/** Mappings whose keys a page chose. */
const NAMED = /^(at|hyper|given|final|mutants)$/

it('texts of a summary that anybody wrote stand in every channel as texts, each field by itself', async () => {
  const places = textPlaces(summary).filter(({ path, key }) =>
    key ? NAMED.test(String(path.at(-2))) : !FIXED.test(String(path.at(-1))) && path.at(-2) !== 'mutants',
  )
  const kind = ({ path, key }: (typeof places)[number]) =>
    `${path.filter((step) => typeof step === 'string').join('.')}${key ? ' as a key' : ''}`
  const kinds = new Map(places.map((place) => [kind(place), place]))
  const fields = [...kinds.values()]
  for (const known of ['title', 'claims.statement', 'verdicts.reason', 'verdicts.at.lr as a key', 'runs.optimizer'])
    expect([...kinds.keys()]).toContain(known)
  await fc.assert(
    fc.asyncProperty(foreignText, async (foreign) => {
      for (const place of fields) {
        const found = await renditionsOfSummary(replaced(summary, place, foreign) as Summary)
        const reference = await renditionsOfSummary(replaced(summary, place, 'free') as Summary)
        for (const [channel, text] of Object.entries(found)) {
          inert(channel, text)
          const lines = (one: string) => one.split('\n').length
          if (channel.startsWith('HTML')) expect(tags(text), channel).toEqual(tags(reference[channel] ?? ''))
          else expect(lines(text), channel).toBe(lines(reference[channel] ?? ''))
        }
      }
    }),
    { numRuns: 10, seed: 12 },
  )
})

/** The tags of a document, without what attributes hold. */
const tags = (html: string): string[] =>
  [...html.replace(/<script[^>]*>.*?<\/script>/gs, '').matchAll(/<[^<>]*>/g)].map(([tag]) =>
    tag.replace(/"[^"]*"/g, '""'),
  )

it('the programs of these tests see a text that is not escaped', () => {
  const [name, free] = ['n[a](http://b.c) n', 'f\n::error::x f']
  expect(frame('Markdown: x', `# ${escapeMarkdown(free)}`, [name, free])).toBe('# <>')
  expect(frame('Markdown: x', `# ${free}`, [name, free])).not.toBe('# <>')
  expect(() => inert('terminal: x', free)).toThrow()
  expect(() => inert('HTML: x', seen(free))).not.toThrow()
  expect(() => inert('HTML: x', '\u202e')).toThrow()
})
