import { escapeTex, texComment } from '../../text/tex.ts'
import { doubtTex } from './doubt.ts'

/** A figure of which there is a file to include. */
export interface TexFigure {
  /** File name with ending; see `texFileNames`. */
  readonly file: string
  readonly title: string
}

/** File names without ending that TeX reads as they are, in the order of the names, each another. */
export function texFileNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const plain = name.replaceAll(/[^A-Za-z0-9-]+/g, '-')
    let file = plain
    for (let copy = 2; used.has(file); copy++) file = `${plain}-${copy}`
    used.add(file)
    return file
  })
}

/**
 * The figures as LaTeX floats, to be read by `\input`.
 *
 * @param doubt a sentence, if the files of the result are not those that were published
 */
export function figuresTex(title: string, figures: readonly TexFigure[], doubt: string | null = null): string {
  const floats = figures.flatMap(({ file, title: caption }) => [
    '\\begin{figure}',
    '\\centering',
    `\\includegraphics[width=\\linewidth]{${file}}`,
    `\\caption{${escapeTex(caption)}${doubt === null ? '' : `.${doubtTex(doubt)}`}}\\label{fig:${file.replace(/\.\w+$/, '')}}`,
    '\\end{figure}',
  ])
  return [
    texComment(`Figures of: ${title}`),
    '% \\usepackage{graphicx} \\graphicspath{{the folder of this file/}}',
    ...floats,
    '',
  ].join('\n')
}
