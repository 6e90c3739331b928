import type { Choice, Settings } from '../config/entry.ts'
import type { PageHead } from '../config/pages.ts'
import type { Formula } from '../lang/syntax.ts'
import { formulaTex, nameTex } from '../lang/tex.ts'
import { shortNumber } from '../plots/numbers.ts'

/** A setting or a constant: its name, and what it is set to. */
export interface Setting {
  readonly name: string
  readonly nameTex: string
  /** As a page would write it. */
  readonly text: string
  /** TeX where it is one formula; null for numbers and grids. */
  readonly tex: string | null
  /** Whether it is the page's own default. */
  readonly byDefault: boolean
}

/** Values of a grid that are written out; of longer grids the ends and the number. */
const MAX_VALUES = 8

const choiceText = (choice: Choice): string => (typeof choice === 'number' ? String(choice) : choice.source.text.trim())

function gridText(choices: readonly Choice[]): string {
  if (choices.length <= MAX_VALUES) return choices.map(choiceText).join(', ')
  const [first, last] = [choices[0] ?? 0, choices.at(-1) ?? 0].map((c) =>
    typeof c === 'number' ? shortNumber(c, 6) : choiceText(c),
  )
  return `${first} ... ${last} (${choices.length} values)`
}

/** A named formula. */
export function constant(name: string, formula: Formula, byDefault = false): Setting {
  const text = formula.source.text.trim()
  const tex = formula.expr.kind === 'number' ? null : formulaTex(formula.expr)
  return { name, nameTex: settingTex(name), text, tex, byDefault }
}

/** The hyperparameters of a page as an entry sets them: those of the page, then others (`d`, those of the noise). */
export function settingsOf(page: Pick<PageHead, 'hyper'>, settings: Settings): Setting[] {
  const names = [...new Set([...Object.keys(page.hyper), ...Object.keys(settings)])]
  return names.flatMap((name) => {
    const choices = settings[name]
    const [only] = choices ?? []
    const formula = page.hyper[name]
    if (!choices || only === undefined) return formula ? [constant(name, formula, true)] : []
    if (choices.length === 1 && typeof only !== 'number') return [constant(name, only)]
    return [{ name, nameTex: settingTex(name), text: gridText(choices), tex: null, byDefault: false }]
  })
}

/** `noise.nu` is the noise's nu. */
function settingTex(name: string): string {
  const [owner, rest] = name.split('.')
  return rest === undefined ? nameTex(name) : `${nameTex(rest)}_{\\text{${owner?.replace(/[^A-Za-z]/g, '') ?? ''}}}`
}
