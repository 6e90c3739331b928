import { expect, test } from 'vitest'
import { verdictLines } from '../../src/cli/verdicts.ts'
import { reportHtml } from '../../src/report/html.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { reportModel } from '../../src/report/model.ts'
import { SLACK, SLACK_LINE } from '../../src/text/slack.ts'
import { reportInput, verdict } from './fixture.ts'

const count = (text: string, part: string) => text.split(part).length - 1

test('a report says what slack is: at every head of a column, and below the tables for readers without a pointer', () => {
  const html = reportHtml(reportModel(reportInput()))
  const heads = count(html, '>slack</')
  expect(heads).toBeGreaterThanOrEqual(2)
  expect(count(html, `<abbr title="${SLACK}">slack</abbr>`)).toBe(heads)
  expect(count(html, `<p class="quiet">${SLACK_LINE}</p>`)).toBe(2)
  expect(count(reportMarkdown(reportModel(reportInput())), 'slack: how many times over a claim is met')).toBe(1)
})

test('so does the terminal, where the column is shown and has a value', () => {
  const told = (lines: readonly string[]) => lines.filter((line) => line.includes(SLACK_LINE)).length
  expect(told(verdictLines([verdict({}), verdict({ at: { beta2: 0.5 } })], false))).toBe(1)
  expect(told(verdictLines([verdict({ slack: null })], false))).toBe(0)
  expect(told(verdictLines([verdict({})], true))).toBe(0)
})
