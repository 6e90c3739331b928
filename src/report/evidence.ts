import type { Evidence } from '../run/verdict.ts'

/** What was tried in place of the judged rule, in sentences without a full stop: mutants, then rivals. */
export function evidenceSentences({ mutants, rivals, weak }: Evidence): string[] {
  return [
    ...(mutants ? [`notices ${mutants.killed} of ${mutants.tried} generated mutants`] : []),
    ...(rivals ? [rivalSentence(rivals)] : []),
    ...(weak ? ['weak: nothing that was tried made it fail'] : []),
  ]
}

const rivalSentence = ({ passed, tried }: NonNullable<Evidence['rivals']>): string =>
  passed.length === 0
    ? `true of none of ${tried} other rules`
    : `also true of ${passed.join(', ')} (of ${tried} other rules that were tried)`
