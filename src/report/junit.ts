import { escapeAttribute, escapeXml } from '../text/xml.ts'

/** Test results in the words of JUnit. */
export interface JunitSuite {
  readonly name: string
  readonly cases: readonly JunitCase[]
}

export interface JunitCase {
  readonly name: string
  readonly seconds: number
  /** Where the claim stands. */
  readonly file?: string
  readonly line?: number
  /** Null if the case passed. A failure was decided the wrong way; an error could not be decided. */
  readonly problem: { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string } | null
  /** What is worth knowing of a case that passed too. */
  readonly output?: string
}

/**
 * A JUnit report (the XML that CI systems read: `testsuites`, `testsuite`, `testcase`, `failure`, `error`, `system-out`, with the
 * attributes of the Ant task that the format comes from, and `file` and `line`, which some readers know).
 */
export function junitXml(name: string, suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases)
  const lines = suites.flatMap(({ name: suite, cases }) => [
    ` <testsuite${attributes({ name: suite, ...counts(cases) })}>`,
    ...cases.flatMap((one) => caseLines(suite, one)),
    ' </testsuite>',
  ])
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts(all) })}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n')
}

function counts(cases: readonly JunitCase[]) {
  const of = (kind: string) => cases.filter(({ problem }) => problem?.kind === kind).length
  return {
    tests: cases.length,
    failures: of('failure'),
    errors: of('error'),
    skipped: 0,
    time: time(cases.reduce((sum, { seconds }) => sum + seconds, 0)),
  }
}

const time = (seconds: number) => seconds.toFixed(3)

function caseLines(suite: string, { name, seconds, file, line, problem, output }: JunitCase): string[] {
  const open = `  <testcase${attributes({ classname: suite, name, time: time(seconds), file, line })}`
  if (!problem && output === undefined) return [`${open}/>`]
  return [
    `${open}>`,
    ...(problem
      ? [
          `   <${problem.kind}${attributes({ type: problem.type, message: problem.message })}>${escapeXml(problem.message)}</${problem.kind}>`,
        ]
      : []),
    ...(output === undefined ? [] : [`   <system-out>${escapeXml(output)}</system-out>`]),
    '  </testcase>',
  ]
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeAttribute(String(value))}"`]))
    .join('')
}
