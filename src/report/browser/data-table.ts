import { isMatrix, matrixCells } from '../../plots/matrix.ts'
import { csvField } from '../../text/csv.ts'
import { plural } from '../../text/plural.ts'
import { type Row, unpackRows } from './columns.ts'
import type { FigureProgram } from './program.ts'

/** Rows that a page shows; the file has all of them. */
const SHOWN = 200

/** The tables behind a figure, and a button that saves them. Made when they are asked for. */
export function dataTables({ name, tables }: FigureProgram): HTMLElement[] {
  return Object.values(tables).map((columns, k, all) => {
    const rows = unpackRows(columns).flatMap(cellRows)
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const box = document.createElement('div')
    const save = document.createElement('button')
    save.type = 'button'
    save.textContent = `Save ${plural(rows.length, 'row')} as CSV`
    save.addEventListener('click', () => download(`${name}${all.length > 1 ? `-${k + 1}` : ''}.csv`, csv(names, rows)))
    const table = document.createElement('table')
    const head = table.createTHead().insertRow()
    for (const title of names) {
      const cell = document.createElement('th')
      cell.scope = 'col'
      cell.textContent = title
      head.append(cell)
    }
    const body = table.createTBody()
    for (const row of rows.slice(0, SHOWN)) {
      const line = body.insertRow()
      for (const title of names) line.insertCell().textContent = short(row[title])
    }
    const scroll = document.createElement('div')
    scroll.className = 'scroll rows'
    scroll.tabIndex = 0
    scroll.append(table)
    box.append(save, scroll)
    if (rows.length > SHOWN) {
      const more = document.createElement('p')
      more.className = 'quiet'
      more.textContent = `The first ${SHOWN} of ${rows.length} rows.`
      box.append(more)
    }
    return box
  })
}

/** A map that is drawn as a picture has a row for each of its cells. */
const cellRows = (row: Row): Row[] =>
  isMatrix(row)
    ? matrixCells(row)
        .flat()
        .map(({ pairs }) => Object.fromEntries(pairs))
    : [row]

/** Pictures inside a table would fill it. */
const short = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value)
  return text.startsWith('data:') ? `${text.slice(0, 22)}...` : text
}

/** A table as RFC 4180 has it. */
export function csv(names: readonly string[], rows: readonly Row[]): string {
  const field = (value: unknown) =>
    csvField(typeof value === 'number' || typeof value === 'string' ? value : String(value ?? ''))
  return [names.map(csvField), ...rows.map((row) => names.map((name) => field(row[name])))]
    .map((fields) => `${fields.join(',')}\r\n`)
    .join('')
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
