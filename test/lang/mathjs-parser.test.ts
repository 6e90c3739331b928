import fc from 'fast-check'
import { create, type MathNode, parseDependencies } from 'mathjs'
import { expect, it } from 'vitest'
import { mathjsParser } from '../../src/lang/mathjs-parser.ts'

const whole = create(parseDependencies ?? {})
const parser = mathjsParser()

/** The tree of a text, or what is wrong with it and where. */
function said(parse: (text: string) => MathNode, text: string): unknown {
  try {
    return JSON.parse(JSON.stringify(parse(text)))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return [error.message, 'char' in error ? error.char : null]
  }
}

const TOKENS = ['a', 'lr', 'f', 'Infinity', 'NaN', 'true', 'end', '1', '0.5', '2e-3', '.5', '1e400'].concat(
  [...'+-*/^<>()[],:?='],
  ['==', '!=', '<=', '>=', 'not', 'and', 'or', 'mod'],
)
const leaf = fc.constantFrom('a', 'lr', '1', '2.5e-3', 'Infinity')
const infix = fc.constantFrom('+', '-', '*', '/', '^', '<', '<=', '==', 'and', 'or', 'mod', ':', ',')
const formula = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(tie('node'), infix, tie('node')).map((parts) => parts.join(' ')),
    fc.tuple(fc.constantFrom('- ', '+ ', 'not ', ''), tie('node')).map(([sign, inner]) => `${sign}( ${inner} )`),
    fc.tuple(fc.constantFrom('f ', 'a '), tie('node')).map(([name, inner]) => `${name}( ${inner} )`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `x [ ${a} ] + [ ${b} , 1 ]`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
  ),
})).node

it('reads formulas as the whole of mathjs does', () => {
  let trees = 0
  fc.assert(
    fc.property(formula, (text) => {
      const found = said(parser, text)
      expect(found).toEqual(said((text) => whole.parse(text), text))
      if (!Array.isArray(found)) trees++
    }),
    { numRuns: 500 },
  )
  expect(trees).toBeGreaterThan(100)
})

it('and has the same words for what is no formula', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...TOKENS), { maxLength: 12 }), (tokens) => {
      const text = tokens.join(' ')
      expect(said(parser, text)).toEqual(said((text) => whole.parse(text), text))
    }),
    { numRuns: 1000 },
  )
})
