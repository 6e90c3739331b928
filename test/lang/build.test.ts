import { describe, expect, test } from 'vitest'
import {
  type Binding,
  buildScalar,
  buildValue,
  type Environment,
  namesUsed,
  runBlock,
  structuralNames,
} from '../../src/lang/build.ts'
import { evaluate } from '../../src/lang/evaluate.ts'
import { Graph } from '../../src/lang/graph.ts'
import { parseBlock, parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import { bindingsOf, environmentOf, marked, nodeOf, runText } from './support.ts'

const scope = { x: [1, 2, 3], g: [4, 5, 6], m: [0, 0, 0], beta2: 0.5, lr: 0.1 }

function environment(more: Partial<Environment> = {}): Environment {
  const graph = new Graph()
  const env = environmentOf(scope, 3, { graph, inputs: new Set(['g', 't']), ...more })
  env.names.set('s', { kind: 'stages', nodes: [graph.const(10), graph.const(20)] })
  env.names.set('k', { kind: 'value', node: graph.const(2) })
  return env
}

function formulaErrors(text: string, scalar = false, more: Partial<Environment> = {}): string[] {
  const env = environment(more)
  const formula = parseFormula(plainSource(text), env.sink)
  const node = formula && (scalar ? buildScalar(formula, env) : buildValue(formula, env))
  expect(node === null).toBe(env.sink.failed)
  return marked(text, env.sink.list)
}

describe('mistakes in a formula are shown where they are', () => {
  test.each<[string, string[]]>([
    ['lr * beta_2', ["beta_2 <- unknown name 'beta_2' | did you mean 'beta2'?"]],
    ['aa + Beta2', ["aa <- unknown name 'aa'", "Beta2 <- unknown name 'Beta2' | did you mean 'beta2'?"]],
    ['1 + sqrt', ["sqrt <- 'sqrt' is a function | write `sqrt(...)`"]],
    [
      'lr[1]',
      [
        "lr <- 'lr' is a scalar: it has no coordinates | leave out the index; a list of values is a grid, and a run has one of them",
      ],
    ],
    ['x[4]', ["4 <- the coordinate of 'x' has to lie in 1 ... 3, this is 4"]],
    ['x[0]', ["0 <- the coordinate of 'x' has to lie in 1 ... 3, this is 0"]],
    ['x[3 / 2]', ["3 / 2 <- the coordinate of 'x' has to be a whole number, this is 1.5"]],
    [
      'x[lr]',
      [
        "lr <- the coordinate of 'x' has to be known before the run | it may use numbers, the loop variable of a `repeat`, `d` and hyperparameters",
      ],
    ],
    ['1 + s', ["s <- 's' has 2 stages | choose one: `s[1]`"]],
    ['s[k + 1]', ["k + 1 <- the stage of 's' has to lie in 1 ... 2, this is 3"]],
    ['sum(lr)', ["lr <- this is already a scalar | 'sum' reduces a vector to a scalar"]],
    ['max(lr * 2)', ["lr * 2 <- this is already a scalar | 'max' reduces a vector to a scalar"]],
    ['mean(1)', ["1 <- this is already a scalar | 'mean' reduces a vector to a scalar"]],
    ['dot(x, lr)', ["lr <- this is already a scalar | 'dot' reduces a vector to a scalar"]],
    [
      '[1, 2]',
      [
        '[1, 2] <- a list has one number a coordinate: 3 are needed, here are 2 | the problem has d = 3: write 3 numbers, or d: 2',
      ],
    ],
    ['sum(j = 2:4, x[j])', ["j <- the coordinate of 'x' has to lie in 1 ... 3, this is 4"]],
    ['sum(j = 2:1, x[j]) + mean(j = 2:1, 1)', ['1 <- this mean has no terms']],
    ['sum(lr = 1:2, lr)', ["lr <- 'lr' already has a meaning | choose another index"]],
    ['[1, nix, lr]', ["nix <- unknown name 'nix'"]],
    ['[1, 2, lr]', ['lr <- the numbers of a list have to be known before the run']],
    ['loss(x)', ["loss <- 'loss' cannot be called here"]],
    ['past(g, 1)', ['past(g, 1) <- `past` is not available here | only the statements of a recurrence have a past']],
  ])('%s', (text, messages) => expect(formulaErrors(text)).toEqual(messages))

  test('a vector where a scalar is needed', () => {
    const message = '<- a scalar is needed here, this is a vector | reduce it with sum, norm, or x[1]'
    expect(formulaErrors('lr * x', true)).toEqual([`lr * x ${message}`])
    expect(formulaErrors('lr * x[1]', true)).toEqual([])
  })

  test('the past of what has none', () => {
    const past = (name: string) => (name === 'g' ? new Graph().const(1) : null)
    expect(formulaErrors('past(g, 0) + past(g, 1000)', false, { past })).toEqual([])
    expect(formulaErrors('past(m, 1)', false, { past })).toEqual(["m <- 'm' has no past here | write `past(g, n)`"])
    expect(formulaErrors('past(g, -1)', false, { past })).toEqual([
      '-1 <- the delay of `past` has to lie in 0 ... 1000, this is -1',
    ])
    const graph = new Graph()
    expect(formulaErrors('past(g, 7)', false, { past, graph })).toEqual([])
    expect(graph.writtenOut).toMatchObject([{ at: { start: 0, end: 10 }, parts: 7, what: 'copies', nodes: 0 }])
    expect(formulaErrors('past(g, 1001)', false, { past })[0]).toMatch('has to lie in 0 ... 1000')
    expect(formulaErrors('past(g, 1001)', false, { past, longestPast: 1001 })).toEqual([])
    expect(formulaErrors('past(h, 1)', false, { past })[0]).toMatch("h <- unknown name 'h'")
  })
})

describe('functions of the problem', () => {
  test('are called with the nodes of their arguments', () => {
    const functions: Environment['functions'] = new Map([['objective', ([a]) => a ?? new Graph().const(0)]])
    const env = environment({ functions })
    expect(nodeOf('objective(x + 1)', env)).toBe(nodeOf('x + 1', env))
  })
})

function blockErrors(text: string): string[] {
  const env = environment()
  const block = parseBlock(plainSource(text), env.sink)
  expect(block && runBlock(block, env)).toBe(env.sink.failed ? (block ? false : null) : true)
  return marked(text, env.sink.list)
}

describe('blocks', () => {
  const outcome = (text: string, name: string): number | number[] => {
    const env = runText(text, environment())
    const binding: Binding | undefined = env.names.get(name)
    const nodes = binding?.kind === 'stages' ? binding.nodes : binding ? [binding.node] : []
    const values = evaluate(nodes, bindingsOf(scope, 3)).map((v) => (typeof v === 'number' ? v : [...v]))
    return binding?.kind === 'stages' ? values.flat() : (values[0] ?? Number.NaN)
  }

  test('statements run in order', () => {
    expect(outcome('m = x + 1\nx = x - m\nm = x', 'm')).toEqual([-1, -1, -1])
  })
  test('repeat is unrolled; its variable is known', () => {
    expect(outcome('z = 0\nrepeat j = 1:4\nz = z + j\nend', 'z')).toBe(10)
    expect(outcome('z = 0\nrepeat j = 3:2\nz = 1\nend', 'z')).toBe(0)
    expect(outcome('z = 0\nrepeat j = 1:3\nrepeat l = j:3\nz = z + 1\nend\nend', 'z')).toBe(6)
    expect(outcome('repeat j = 1:k\ns[j] = s[j] + j\nend', 's')).toEqual([11, 22])
    expect(outcome('repeat j = 2:k\ns[j] = s[j - 1] + x[j]\nend', 's')).toEqual([10, 12])
  })
  test('a loop variable ends with its loop', () => {
    expect(runText('repeat j = 1:2\nz = j\nend', environment()).names.has('j')).toBe(false)
  })

  test.each<[string, string[]]>([
    ['g = 2', ["g <- 'g' is an input and cannot be assigned"]],
    ['s = 2', ["s <- 's' has 2 stages | assign one: `s[1] = ...`"]],
    ['s[3] = 2', ["3 <- the stage of 's' has to lie in 1 ... 2, this is 3"]],
    ['x[1] = 2', ["x[1] <- 'x' has no stages: its coordinates cannot be assigned | assign all of it: `x = ...`"]],
    ['q[1] = 2', ["q[1] <- unknown name 'q'"]],
    ['repeat j = 1:2\nj = 3\nend', ["j <- 'j' is a loop variable and cannot be assigned"]],
    [
      'repeat i = 1:2\nm = 3\nend',
      ["repeat i = 1:2\nm = 3\nend <- 'i' already has a meaning | choose another loop variable"],
    ],
    ['repeat j = 1:2.5\nm = 3\nend', ['2.5 <- the end of `repeat` has to be a whole number, this is 2.5']],
    ['repeat j = 1:1e9\nm = 3\nend', ['1e9 <- the end of `repeat` has to lie in -10000 ... 10000, this is 1000000000']],
    ['m = nix\nz = m + nix2', ["nix <- unknown name 'nix'", "nix2 <- unknown name 'nix2'"]],
    ['q = nix\nz = q + q', ["nix <- unknown name 'nix'"]],
    ['repeat j = 1:3\nz = nix\nend', ["nix <- unknown name 'nix'"]],
    [
      'z = 0\nrepeat j = 1:200\nrepeat l = 1:200\nz = z + 1\nend\nend',
      ['z = z + 1 <- this block runs more than 10000 statements'],
    ],
  ])('%s', (text, messages) => expect(blockErrors(text)).toEqual(messages))

  test('a thousand terms and a deep graph are no problem', () => {
    const env = environment()
    expect(nodeOf(`${'lr + '.repeat(950)}lr`, env).shape).toBe('scalar')
    runText('repeat j = 1:9000\nlr = sin(lr)\nend', env)
    expect(env.sink.failed).toBe(false)
  })
})

describe('names', () => {
  const formula = (text: string) => {
    const parsed = parseFormula(plainSource(text), new Diagnostics())
    if (!parsed) throw new Error(text)
    return parsed
  }
  const block = (text: string) => {
    const parsed = parseBlock(plainSource(text), new Diagnostics())
    if (!parsed) throw new Error(text)
    return parsed
  }
  const sorted = (names: Set<string>) => [...names].sort()

  test('used by a formula', () => {
    expect(sorted(namesUsed(formula('c ? x[k] : max(a, [b, 1]) + past(g, n) - pi')))).toEqual(
      ['c', 'x', 'k', 'a', 'b', 'g', 'n'].sort(),
    )
  })
  test('used by a block are those read before it assigns them', () => {
    expect(sorted(namesUsed(block('y = x\nz = y + m\nm = z')))).toEqual(['m', 'x'])
    expect(sorted(namesUsed(block('s[j] = a\nrepeat l = 1:k\nb = l + s[l]\nend\nc = b')))).toEqual(
      ['s', 'j', 'a', 'k', 'b'].sort(),
    )
  })
  test('structural names are those on which the form of the program depends', () => {
    expect(sorted(structuralNames(formula('lr * past(g, n + 1) + x[k]')))).toEqual(['k', 'n'])
    expect(sorted(structuralNames(block('repeat j = first:k\ns[j + o] = lr * j\nend')))).toEqual(['first', 'k', 'o'])
    expect(sorted(structuralNames(block('h = k - lag\nz = x[h]')))).toEqual(['h', 'k', 'lag'])
    expect(sorted(structuralNames(block('m = lr * g')))).toEqual([])
  })
})
