import { type Html, html } from '../text/html.ts'
import { SLACK, SLACK_LINE } from '../text/slack.ts'

/** The head of a column of slacks, which says what they are. */
export const slackHead: Html = html`<th scope="col"><abbr title="${SLACK}">slack</abbr></th>`

/** The same below a table, for paper, phones and readers without a pointer; nothing where no verdict has a slack. */
export const slackNote = (slacks: readonly string[]): Html | false =>
  slacks.some((slack) => slack !== '') && html`<p class="quiet">${SLACK_LINE}</p>`
