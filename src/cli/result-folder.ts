import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { inside } from '../files/inside.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { errorCode } from '../files/reason.ts'
import { foreignFigure, noResult, unread } from '../messages/files.ts'
import type { Message } from '../messages/message.ts'
import { reachesOut } from '../plots/svg-wall.ts'
import { readSummary, type Summary } from '../report/summary.ts'
import { quotePath } from '../text/clip.ts'
import { failure, fileFailure } from './failure.ts'
import { doubt } from './repaired.ts'

const SUMMARY = 'summary.json'

/** A figure of a result directory. */
export interface FolderFigure {
  /** File name without ending. */
  readonly name: string
  readonly title: string
  readonly file: string
  readonly svg: string
}

/** @throws Failure if the folder, or its summary, cannot be read */
export async function readResult(folder: string): Promise<Summary> {
  const file = join(folder, SUMMARY)
  let text: string
  try {
    text = readText(inside(folder, SUMMARY), MOST_BYTES.summary)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw failure(await missing(folder))
    throw fileFailure(error, (why) => unread(quotePath(file), why))
  }
  const summary = readSummary(text)
  if (typeof summary === 'string') throw failure(unread(quotePath(file), summary))
  return summary
}

/** That the summary of a result, or a figure of it, is not as it was published; null if nothing speaks for that. */
export const doubtOf = (folder: string, figures: readonly FolderFigure[] = []): Promise<string | null> =>
  doubt(folder, [SUMMARY, ...figures.map(({ file }) => relative(folder, file).split(sep).join('/'))])

/** Why a folder is no result directory. */
async function missing(folder: string): Promise<Message> {
  await listed(folder)
  return noResult(`${quotePath(folder)} has no ${SUMMARY}, so it is no result directory`, "'adam-lab run' makes one")
}

async function listed(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    throw fileFailure(error, (why) => unread(quotePath(folder), why))
  }
}

/** The folders at or below a folder that have a summary, in the order of their names. A result directory has none below it. */
export async function resultFolders(folder: string): Promise<string[]> {
  const entries = await listed(folder)
  if (entries.some((entry) => entry.isFile() && entry.name === SUMMARY)) return [folder]
  const below = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .sort()
  return (await Promise.all(below.map(resultFolders))).flat()
}

/**
 * Figures: `plots/NAME.svg` where a run has left them, or beside the summary where they were published. Those that the summary
 * names, in its order; what an earlier run may have left beside them is not of this result.
 */
export async function readFigures(folder: string, { plots }: Summary): Promise<FolderFigure[]> {
  for (const place of ['plots', '.']) {
    const files = (await readdir(join(folder, place)).catch(() => [])).filter((name) => name.endsWith('.svg')).sort()
    const there = files.map((file) => file.slice(0, -'.svg'.length))
    const names = plots ? plots.filter((name) => there.includes(name)) : there
    if (names.length > 0) return names.map((name) => readFigure(folder, join(place, name), name))
  }
  return []
}

function readFigure(folder: string, path: string, name: string): FolderFigure {
  const file = join(folder, `${path}.svg`)
  try {
    const svg = readText(inside(folder, `${path}.svg`), MOST_BYTES.figure)
    const wrong = reachesOut(svg)
    if (wrong !== null) throw failure(foreignFigure(file, wrong))
    return { name, title: titleIn(folder, `${path}.vl.json`) ?? name, file, svg }
  } catch (error) {
    throw fileFailure(error, (why) => unread(quotePath(file), why))
  }
}

/** The title that the chart beside a picture gives itself; null if there is no chart, or it is none. */
function titleIn(folder: string, path: string): string | null {
  try {
    const { title } = JSON.parse(readText(inside(folder, path), MOST_BYTES.figure))
    const text = title?.text ?? title
    return Array.isArray(text) ? text.join(' ') : typeof text === 'string' ? text : null
  } catch {
    return null
  }
}
