// One-token changes of a source text, each of which some test should notice.
import ts from 'typescript'

/** A change of a source text: what stands from `start` to `end` is replaced. */
export interface Mutation {
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** What is done, as `< to <=`. */
  readonly change: string
}

type Operator = (node: ts.Node, source: ts.SourceFile) => Mutation[]

/** What each operator may be mistaken for. */
const MISTAKES: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '++': '--',
  '--': '++',
}

const swap = (token: ts.Node, source: ts.SourceFile): Mutation[] => {
  const text = token.getText(source)
  const replacement = MISTAKES[text]
  return replacement === undefined ? [] : [at(token, source, replacement)]
}

const at = (node: ts.Node, source: ts.SourceFile, replacement: string, change?: string): Mutation => ({
  start: node.getStart(source),
  end: node.getEnd(),
  replacement,
  change: change ?? `${node.getText(source)} to ${replacement}`,
})

const texts = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isBinaryExpression(node) && (texts(node.left) || texts(node.right)))

/** An operator between two operands; a sum of texts has no difference. */
const binary: Operator = (node, source) =>
  ts.isBinaryExpression(node) && !texts(node) ? swap(node.operatorToken, source) : []

const unary: Operator = (node, source) => {
  if (ts.isPostfixUnaryExpression(node)) {
    const replacement = node.operator === ts.SyntaxKind.PlusPlusToken ? '--' : '++'
    return [{ start: node.end - 2, end: node.end, replacement, change: `a step by one turned to ${replacement}` }]
  }
  if (!ts.isPrefixUnaryExpression(node)) return []
  const { operator, operand } = node
  if (operator !== ts.SyntaxKind.ExclamationToken && operator !== ts.SyntaxKind.MinusToken) return []
  return [{ start: node.getStart(source), end: operand.getStart(source), replacement: '', change: 'sign dropped' }]
}

const truth: Operator = (node, source) =>
  node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword
    ? [at(node, source, node.kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true')]
    : []

const number: Operator = (node, source) =>
  ts.isNumericLiteral(node)
    ? [at(node, source, `(${node.getText(source)} + 1)`, `${node.getText(source)} one more`)]
    : []

/** A statement that is done for its effect, left out. */
const dropped: Operator = (node, source) =>
  ts.isExpressionStatement(node) && hasEffect(node.expression) ? [at(node, source, ';', 'statement dropped')] : []

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '??=', '||=', '&&=', '&=', '|=']

const hasEffect = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) ||
  ts.isAwaitExpression(node) ||
  ts.isPostfixUnaryExpression(node) ||
  (ts.isBinaryExpression(node) && ASSIGNMENTS.includes(node.operatorToken.getText()))

/** A condition that is always met, and one that never is. */
const decided: Operator = (node, source) => {
  const condition = ts.isIfStatement(node) ? node.expression : ts.isConditionalExpression(node) ? node.condition : null
  // The condition is still computed: types, and effects, stay as they are.
  return condition === null
    ? []
    : [`(${condition.getText(source)}, true)`, `(${condition.getText(source)}, false)`].map((replacement, k) =>
        at(condition, source, replacement, k === 0 ? 'condition always met' : 'condition never met'),
      )
}

const OPERATORS: readonly Operator[] = [binary, unary, truth, number, dropped, decided]

/** Whether a node is there for the compiler alone. */
const isType = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node)

/** All changes of a TypeScript source, in the order of their places. */
export function mutations(text: string): Mutation[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true)
  const found: Mutation[] = []
  const visit = (node: ts.Node): void => {
    if (isType(node)) return
    for (const operator of OPERATORS) found.push(...operator(node, source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

export const mutated = (text: string, { start, end, replacement }: Mutation): string =>
  text.slice(0, start) + replacement + text.slice(end)
