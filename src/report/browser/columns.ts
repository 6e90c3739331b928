/** A column of a table: numbers and nulls as they are, texts by their place in a list. */
export type DataColumn =
  | { readonly numbers: readonly (number | string | null)[] }
  | { readonly texts: readonly string[]; readonly at: readonly (number | null)[] }
  | { readonly values: readonly unknown[] }

/** A table by columns, which is a third of the size of its rows and reads back to them. */
export interface Columns {
  readonly length: number
  readonly columns: Readonly<Record<string, DataColumn>>
}

export type Row = Readonly<Record<string, unknown>>

/** Digits that a reader of a picture can use; more would only make the page longer. */
const DIGITS = 9

/** Packs rows. Numbers are rounded to nine digits: a chart shows six. Infinities and NaN become texts, which JSON has. */
export function packRows(rows: readonly Row[]): Columns {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return {
    length: rows.length,
    columns: Object.fromEntries(names.map((name) => [name, packColumn(rows.map((row) => row[name] ?? null))])),
  }
}

function packColumn(values: readonly unknown[]): DataColumn {
  if (values.every((value) => value === null || typeof value === 'number')) {
    return { numbers: values.map((value) => (value === null ? null : packNumber(value as number))) }
  }
  if (values.every((value) => value === null || typeof value === 'string')) {
    const places = new Map<string, number>()
    const at = values.map((value) => {
      if (value === null) return null
      const text = value as string
      const place = places.get(text) ?? places.size
      places.set(text, place)
      return place
    })
    return { texts: [...places.keys()], at }
  }
  return { values }
}

const packNumber = (value: number): number | string =>
  Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : String(value)

/** The rows again, each with every column; a value that a row did not have is null. */
export function unpackRows({ length, columns }: Columns): Row[] {
  const read = Object.entries(columns).map(([name, column]) => [name, reader(column)] as const)
  return Array.from({ length }, (_, k) => Object.fromEntries(read.map(([name, at]) => [name, at(k)])))
}

function reader(column: DataColumn): (k: number) => unknown {
  if ('numbers' in column) {
    const { numbers } = column
    return (k) => {
      const value = numbers[k] ?? null
      return value === null ? null : Number(value)
    }
  }
  if ('values' in column) return (k) => column.values[k] ?? null
  return (k) => {
    const place = column.at[k] ?? null
    return place === null ? null : (column.texts[place] ?? null)
  }
}
