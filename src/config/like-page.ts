import { experimentSchema, pageSchemas } from './schema.ts'

const KEYS = [experimentSchema, ...Object.values(pageSchemas)].flatMap(({ shape }) => Object.keys(shape))

const KEY = new RegExp(`^(${[...new Set(KEYS)].join('|')}):(\\s|$)`, 'm')

/** Whether a file may be a page, by its extension or by a key of one: of any other file nothing is repeated. */
export const likePage = ({ file, text }: { readonly file: string; readonly text: string }): boolean =>
  /\.ya?ml$/i.test(file) || KEY.test(text)
