import { expect, it } from 'vitest'
import { annotationLine } from '../../src/report/github.ts'

it('writes an annotation as one line, with the escapes of workflow commands', () => {
  const annotation = { level: 'error', file: 'a,b:c.yaml', line: 3, title: 'reddi/thm1: 50 %', message: 'x: 1,\n100 %' }
  expect(annotationLine(annotation as Parameters<typeof annotationLine>[0])).toBe(
    '::error file=a%2Cb%3Ac.yaml,line=3,title=reddi/thm1%3A 50 %25::x: 1,%0A100 %25',
  )
})

it('leaves the place out where there is none', () => {
  expect(annotationLine({ level: 'warning', file: null, line: 1, title: 't', message: 'm' })).toBe(
    '::warning title=t::m',
  )
})
