import { escapeHtml, Html } from '../text/html.ts'
import { jsonText } from '../text/json.ts'

/** JSON as an inert `<script>` element, which no text in it can end. */
export const jsonScript = (id: string, value: unknown): Html =>
  new Html(
    `<script type="application/json" id="${escapeHtml(id)}">${jsonText(value).replaceAll('<', '\\u003c')}</script>`,
  )
