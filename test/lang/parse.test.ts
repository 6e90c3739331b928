import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBlock, parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import type { Expr, Statement } from '../../src/lang/syntax.ts'
import { marked } from './support.ts'

/** The tree in prefix notation. */
function prefix(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return expr.text
    case 'name':
      return expr.name
    case 'operator':
      return `(${expr.op} ${expr.args.map(prefix).join(' ')})`
    case 'call':
      return `${expr.fn}{${expr.args.map(prefix).join(' ')}}`
    case 'element':
      return `${expr.name}[${prefix(expr.index)}]`
    case 'list':
      return `[${expr.items.map(prefix).join(' ')}]`
    case 'series':
      return `(${expr.fn} ${expr.variable} ${prefix(expr.from)} ${prefix(expr.to)} ${prefix(expr.body)})`
    case 'conditional':
      return `(if ${prefix(expr.test)} ${prefix(expr.yes)} ${prefix(expr.no)})`
  }
}

function read(text: string): string {
  const sink = new Diagnostics()
  const formula = parseFormula(plainSource(text), sink)
  return formula ? prefix(formula.expr) : marked(text, sink.list).join('\n')
}

describe('what a formula means', () => {
  test.each([
    ['a - b - c', '(sub (sub a b) c)'],
    ['-x^2', '(neg (pow x 2))'],
    ['2^3^2', '(pow 2 (pow 3 2))'],
    ['a / b * c', '(mul (div a b) c)'],
    ['a < b <= c', '(and (lt a b) (le b c))'],
    ['a < b and not (c == 1) or d != 2', '(or (and (lt a b) (not (eq c 1))) (ne d 2))'],
    ['c ? a : b', '(if c a b)'],
    ['a ? b : c ? d : 1', '(if a b (if c d 1))'],
    ['c ?.5: 1', '(if c .5 1)'],
    ['mod(a, 2) + max(1, b, c)', '(add mod{a 2} max{1 b c})'],
    ['m[j - 1] * x[1]', '(mul m[(sub j 1)] x[1])'],
    ['[1, -2.5, 1e-3]', '[1 (neg 2.5) 1e-3]'],
    ['past(g, 2)', 'past{g 2}'],
    ['1 + sum(j = 1:n - 1, a[j] * j) / 2', '(add 1 (div (sum j 1 (sub n 1) (mul a[j] j)) 2))'],
    ['max(j = 1:2, prod(k = j:3, k))', '(max j 1 2 (prod k j 3 k))'],
    ['mean(j = (a ? 1 : 2):3, j)', '(mean j (if a 1 2) 3 j)'],
    ['objective(x_before)', 'objective{x_before}'],
    ['+a', 'a'],
    ['sqrt ( x )', 'sqrt{x}'],
    ['a # the rest\n + b', '(add a b)'],
    ['pi * Infinity', '(mul pi Infinity)'],
  ])('%s', (text, tree) => expect(read(text)).toBe(tree))
})

describe('a mistake is shown where it is', () => {
  test.each([
    ['', ' <- a formula is missing here'],
    ['1 + x.y', '.y <- property access is not part of the language'],
    ["1 + 'abc'", "'abc' <- text in quotes is not part of the language"],
    ['f(x) = x', '= <- an assignment cannot stand here | to compare, write `==`'],
    ['1 + 2x', '2x <- multiplication has to be written: `2 * x`'],
    ['1 + 2 (x + 1)', '2 ( <- multiplication has to be written: `2 * (x + 1)`'],
    ['(a)(b)', ')( <- multiplication has to be written: `... * (b)`'],
    ['5 cm', '5 cm <- multiplication has to be written: `5 * cm`'],
    ['v + m(1-b)', "m <- 'm' is not a function; multiplication has to be written `m * (1 - b)`"],
    ['1 + sqtr(x)', "sqtr <- unknown function 'sqtr' | did you mean 'sqrt'?"],
    ['1 + 10%', '% <- `%` is not an operator | write `mod(a, b)` for a remainder and 0.1 for 10%'],
    ['a mod b', 'mod <- `mod` is a function | write `mod(a, b)`'],
    ['x[1:2]', ': <- a range cannot stand here | ranges are for `repeat j = 1:k`'],
    ['x[1, 2]', '[ <- an index is one number | write `x[1]`'],
    ['(a + b)[1]', '[ <- only a name can have an index | give the value a name first'],
    [
      '[[1, 2], [3, 4]]',
      '[ <- a list is flat: `[1, 2, 3]` | a matrix is one list, row by row, and d the number of its entries',
    ],
    ['[1; 2]', '; <- `;` cannot stand here | a list is flat, and a matrix one list, row by row: `[1, 2, 3]`'],
    ['[]', '[] <- a list needs at least one number'],
    ['[1, 2,]', ', <- a value is missing after `,`'],
    ['x + pow(x)', "pow <- 'pow' takes 2 arguments, here are 1"],
    ['clamp(x, 1)', "clamp <- 'clamp' takes 3 arguments, here are 2"],
    ['mean(x, y)', "mean <- 'mean' takes 1 argument, here are 2"],
    ['past(g)', "past <- 'past' takes 2 arguments, here are 1"],
    ['max()', "max <- 'max' takes at least 1 argument, here are 0"],
    ['norm(x, 1)', "norm <- 'norm' takes 1 argument, here are 2 | `norm1(a)` and `norminf(a)` are the other norms"],
    ['sum(pi = 1:2, 1)', "pi <- 'pi' cannot be an index"],
    ['sum(sqrt = 1:2, 1)', "sqrt <- 'sqrt' cannot be an index"],
    ['sum(j = 1:2)', 'sum <- `sum` over an index takes a range and a formula | write `sum(j = 1:n, formula)`'],
    ['sum(j = 1:2:9, j)', 'sum <- `sum` over an index takes a range and a formula | write `sum(j = 1:n, formula)`'],
    ['sum(j = 1, j)', 'sum <- `sum` over an index takes a range and a formula | write `sum(j = 1:n, formula)`'],
    ['sum(j = 1:2, j, j)', 'sum <- `sum` over an index takes a range and a formula | write `sum(j = 1:n, formula)`'],
    ['past(g + 1, 2)', 'g + 1 <- the first argument of `past` is a name | write `past(g, n)`'],
    ['a + NaN', "NaN <- 'NaN' cannot be used in a formula | a formula has to have a value"],
    ['1 + 1e400', '1e400 <- 1e400 is too large for a double | numbers go from 5e-324 to 1.8e308'],
    ['1 + 1e-400', '1e-400 <- 1e-400 is too small for a double | numbers go from 5e-324 to 1.8e308'],
    ['a + * b', '* <- a value is expected here'],
    ['a +', ' <- a value is missing at the end'],
    ['a ? b', ' <- `:` and the value for "else" are missing'],
    ['(a + b', '( <- `(` is not closed'],
    ['a + b)', ') <- `)` has no opening bracket'],
    ['(a + b]', '] <- `)` is expected here, not `]`'],
    ['not a > b', 'not <- `not` needs parentheses here | write `not (a > b)` or `(not a) > b`'],
    ['a ** 2', '** <- `**` is not an operator | write a power as `a ^ b`'],
    ['a .* b', '.* <- operators with a dot are not needed: all operators work coordinate by coordinate | drop the dot'],
    ['a && b', '&& <- `&` is not an operator | write `a and b`'],
    ['1 + β', 'β <- names are made of the letters a-z, A-Z, digits and `_` | write the name out: `beta`, `theta`'],
    ['a − b', '− <- this is a typographic dash | write a minus as `-`'],
    ['a ; b', '; <- `;` cannot stand here | a list is flat, and a matrix one list, row by row: `[1, 2, 3]`'],
    ['true', "true <- 'true' cannot be used in a formula | write 1"],
    ['import("fs")', '"fs" <- text in quotes is not part of the language'],
  ])('%s', (text, message) => expect(read(text)).toBe(message))

  test('all unknown functions of a formula are reported', () => {
    expect(read('expp(1) + coss(2)').split('\n')).toHaveLength(2)
  })

  test('positions are those of the page', () => {
    const sink = new Diagnostics()
    const text = 'a +\n  (b *\n  nosuch(1, 2))'
    parseFormula({ ...plainSource(text), file: 'page.yaml', locate: plainSource(`--\n--\n${text}`).locate }, sink)
    const shifted = plainSource(text)
    const own = new Diagnostics()
    parseFormula(shifted, own)
    expect(own.list[0]).toMatchObject({ start: { line: 3, column: 3 }, end: { line: 3, column: 9 } })
    expect(sink.list[0]?.file).toBe('page.yaml')
  })
})

const unreadWithin = (s: Statement): boolean => (s.kind === 'repeat' ? s.body.some(unreadWithin) : s.kind === 'unread')

function shown(s: Statement, text: string): string {
  if (s.kind === 'unread') return `unread ${s.target}`
  if (s.kind === 'assign') return `${text.slice(s.targetAt.start, s.targetAt.end)} = ${prefix(s.value)}`
  return `repeat ${s.variable} ${prefix(s.from)} ${prefix(s.to)} (${s.body.length})`
}

function readBlock(text: string): unknown {
  const sink = new Diagnostics()
  const block = parseBlock(plainSource(text), sink)
  if (!block || sink.failed) return marked(text, sink.list)
  return block.statements.map((s) => shown(s, text))
}

describe('blocks', () => {
  test('statements, continuation, comments, repeat', () => {
    const text =
      '# Adam\nm = beta1 * (\n  m + 1)  # moment\nv[1] = v[2]; x = x - m\nrepeat j = 1:k - 1\n m[j] = 2\n repeat l = j:k\n y = 1\n end\nend\n'
    expect(readBlock(text)).toEqual([
      'm = (mul beta1 (add m 1))',
      'v[1] = v[2]',
      'x = (sub x m)',
      'repeat j 1 (sub k 1) (2)',
    ])
  })

  test.each([
    ['m + 1', ['m + 1 <- this is not a statement | a line of a block is `name = formula`']],
    ['', [' <- there are no statements here | write `name = formula`']],
    ['m =', [' <- a formula is missing here']],
    ['f(x) = x^2', ['f(x) <- functions cannot be defined in a page | write the formula where it is used']],
    ['pi = 3', ["pi <- 'pi' cannot be assigned"]],
    // Words with a meaning in mathjs, operators, and names that every JavaScript object inherits.
    ['true = 3', ["true <- 'true' cannot be assigned"]],
    ['mod = 3', ["mod <- 'mod' cannot be assigned"]],
    ['constructor = 3', ["constructor <- 'constructor' cannot be assigned"]],
    ['sqrt = 3', ["sqrt <- 'sqrt' is a function and cannot be assigned"]],
    ['3 = x', ['3 <- a name is expected here | write `name = formula`']],
    ['x += 1', ['+= <- `+=` is not an operator | write `x = x + ...`']],
    ['a = b = c', ['= <- an assignment cannot stand here | to compare, write `==`']],
    ['repeat j = 1:k\nx = 1', ['repeat <- `repeat` has no `end`']],
    ['x = 1\nend', ['end <- `end` without a `repeat`']],
    ['repeat j = 3\nx = 1\nend', ['repeat j = 3 <- this is not a `repeat` | write `repeat j = 1:k`']],
    ['a = (1 + b\nm = x[1]\nz = 2y', ['( <- `(` is not closed', '2y <- multiplication has to be written: `2 * y`']],
    ['x = 2y\nz = (1', ['2y <- multiplication has to be written: `2 * y`', '( <- `(` is not closed']],
    ['x.y = 1', ['.y <- property access is not part of the language']],
    [
      'v = v ** 2 ** 3\nu = m && 1\nx = 2y\nw = Math.max(v,\n 1)\ny = {1}; z = "a',
      [
        '** <- `**` is not an operator | write a power as `a ^ b`',
        '&& <- `&` is not an operator | write `a and b`',
        '2y <- multiplication has to be written: `2 * y`',
        '.max( <- property access is not part of the language | nothing stands before the name of a function: write `max(...)`',
        '{ <- braces are not part of the language | use parentheses',
        '"a <- text in quotes is not part of the language',
      ],
    ],
    [
      'repeat j = 1:k!\nx = j\nend\ny = 2x',
      ['! <- `!` is not an operator | write `not a`, or `a != b`', '2x <- multiplication has to be written: `2 * x`'],
    ],
    [
      'if m && 1\nx = 1\nend\nif a; y = 1',
      [
        '&& <- `&` is not an operator | write `a and b`',
        'if a <- this is not a statement | a line of a block is `name = formula`',
      ],
    ],
    [
      'a = (1 + b\nm[1] = 2\nx = sum(\n\nj = 1:3, j)\ny = (2\nrepeat j = 1:2\nz = max(1,\nend',
      ['( <- `(` is not closed', '( <- `(` is not closed', '( <- `(` is not closed'],
    ],
  ])('%s', (text, messages) => expect(readBlock(text)).toEqual(messages))

  test('a mistake that was reported before is a mistake again', () => {
    const sink = new Diagnostics()
    for (const _ of [1, 2]) {
      const block = parseBlock(plainSource('x = 2y'), sink)
      expect(block?.statements).toEqual([{ kind: 'unread', target: 'x', at: { start: 0, end: 6 } }])
    }
    expect(sink.list).toHaveLength(1)
  })
})

describe('hostile pages', () => {
  const many = (piece: string, n: number) => piece.repeat(n)
  test.each([
    ['brackets', `${many('(', 3000)}x${many(')', 3000)}`],
    ['lists', many('[', 9000)],
    ['calls', `${many('abs(', 2400)}x${many(')', 2400)}`],
    ['signs', `${many('-', 9000)}x`],
    ['not', `${many('not ', 2400)}x`],
    ['powers', `${many('a^', 4900)}x`],
    ['powers with signs', `${many('a^-', 3000)}x`],
    ['conditionals', `${many('a?b:', 2400)}x`],
    ['nested conditionals', `${many('a?', 2400)}x${many(':b', 2400)}`],
    ['sums', `${many('a+', 4900)}x`],
    ['chains', `${many('a<', 4900)}x`],
    ['indices', `${many('a[', 2400)}1${many(']', 2400)}`],
    ['length', many('a', 20_000)],
  ])('%s', (_, text) => {
    const sink = new Diagnostics()
    expect(parseFormula(plainSource(text), sink)).toBeNull()
    expect(sink.list.map((d) => d.message).join()).toMatch(/nested|longer than/)
  })

  test('what is long but reasonable is accepted', () => {
    const sink = new Diagnostics()
    expect(parseFormula(plainSource(`${many('a+', 900)}x`), sink)).not.toBeNull()
    expect(parseFormula(plainSource(`${many('(', 150)}x${many(')', 150)}`), sink)).not.toBeNull()
    expect(parseFormula(plainSource(`${many('(x-1)^2 + ', 300)}1`), sink)).not.toBeNull()
    expect(sink.list).toEqual([])
  })

  test('any soup of tokens gives a formula or a message, and never throws', () => {
    const token = fc.constantFrom(
      ...'x y m 1 2.5 1e3 ( ) ( ) [ ] , ; : ? + - * / ^ < > <= == != = and or not mod to in end repeat sqrt past max pi \n # . % ! é { }'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), fc.boolean(), (tokens, spaced) => {
        const text = tokens.join(spaced ? ' ' : '')
        const sink = new Diagnostics()
        const formula = parseFormula(plainSource(text), sink)
        expect(formula === null).toBe(sink.failed)
        expect(sink.list.map((d) => d.message)).not.toContain('this cannot be read')
        const other = new Diagnostics()
        const block = parseBlock(plainSource(text), other)
        if (block === null || block.statements.some(unreadWithin)) expect(other.failed).toBe(true)
      }),
      { numRuns: 4000 },
    )
  })

  test('every expression covers its own text', () => {
    const text = 'max(a, (b + 1) * c[2]) - (x < 3 ? -y : [1, 2])'
    const formula = parseFormula(plainSource(text), new Diagnostics())
    const seen: string[] = []
    const walk = (expr: Expr): void => {
      seen.push(text.slice(expr.at.start, expr.at.end))
      if (expr.kind === 'operator' || expr.kind === 'call') expr.args.forEach(walk)
      if (expr.kind === 'conditional') [expr.test, expr.yes, expr.no].forEach(walk)
    }
    if (formula) walk(formula.expr)
    expect(seen).toEqual([
      text,
      'max(a, (b + 1) * c[2])',
      'a',
      '(b + 1) * c[2]',
      'b + 1',
      'b',
      '1',
      'c[2]',
      'x < 3 ? -y : [1, 2]',
      'x < 3',
      'x',
      '3',
      '-y',
      'y',
      '[1, 2]',
    ])
  })
})
