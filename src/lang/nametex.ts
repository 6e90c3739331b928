const GREEK: ReadonlySet<string> = new Set(
  (
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega ' +
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
  ).split(' '),
)

/** Names that the field writes with another sign. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['lr', '\\alpha'],
  ['eps', '\\epsilon'],
  ['Infinity', '\\infty'],
  ['grad', '\\nabla f'],
  ['objective', 'f'],
])

const ACCENTS: readonly (readonly [RegExp, string])[] = [
  [/^(.+)hat$/, '\\hat'],
  [/^(.+)bar$/, '\\bar'],
  [/^(.+)tilde$/, '\\tilde'],
  [/^(.+)star$/, ''],
]

const isSign = (name: string): boolean => /^(?:[A-Za-z]|lr|eps)$/.test(name) || GREEK.has(name)

const upright = (text: string): string => `\\text{${text.replaceAll('_', '\\_')}}`

function stem(name: string): string {
  const usual = USUAL.get(name)
  if (usual !== undefined) return usual
  if (GREEK.has(name)) return `\\${name}`
  return /^[A-Za-z]$/.test(name) ? name : `\\mathit{${name.replaceAll('_', '\\_')}}`
}

function accented(name: string): string | null {
  for (const [pattern, accent] of ACCENTS) {
    const letter = pattern.exec(name)?.[1]
    if (letter !== undefined && isSign(letter)) return accent ? `${accent} ${stem(letter)}` : `${stem(letter)}^\\star`
  }
  return null
}

function subscript(text: string): string {
  if (/^[A-Za-z\d]$/.test(text)) return text
  if (/^\d+$/.test(text)) return `{${text}}`
  return GREEK.has(text) ? `{\\${text}}` : `{${upright(text)}}`
}

/**
 * The TeX of a name, as a paper would print it: `mhat` is `\hat m`, `beta1` is `\beta_1`, `lr` is `\alpha`, `x_before` is
 * `x_{\text{before}}`; a word stays a word.
 */
export function nameTex(name: string): string {
  if (USUAL.has(name)) return stem(name)
  const parts = /^([A-Za-z]+?)(\d+)$/.exec(name) ?? /^([A-Za-z]+\d*)_(\w+)$/.exec(name)
  const [, base, index] = parts ?? []
  if (base === undefined || index === undefined) return accented(name) ?? stem(name)
  const head = /\d$/.test(base) ? nameTex(base) : (accented(base) ?? stem(base))
  return head.includes('_') || head.includes('^') ? `{${head}}_${subscript(index)}` : `${head}_${subscript(index)}`
}
