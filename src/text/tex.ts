import { codePoint, heading } from './unseen.ts'

/** ASCII that TeX reads as something else. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\^{}',
  '~': '\\textasciitilde{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '"': '\\char34{}',
  // Two of them would become a dash, and two of the others quotation marks.
  '-': '-{}',
  '`': '\\`{}',
  "'": "'{}",
  // A text that begins with it, after a line end, would be that line end's option.
  '[': '{[}',
  ']': '{]}',
  // The same, for a starred line end.
  '*': '{*}',
}

const GREEK =
  'α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu µ mu ν nu ' +
  'ξ xi π pi ρ rho σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega ' +
  'Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega'
const SIGNS =
  '− mathord{-} ∞ infty ≤ le ≥ ge ≠ neq ± pm × times · cdot → to ← leftarrow ∈ in ∇ nabla ∂ partial ' +
  '√ surd ∑ sum ∏ prod ∫ int ≈ approx ≪ ll ≫ gg ∀ forall ∃ exists ↦ mapsto ∝ propto ✓ surd ✗ times'
const LETTERS =
  'ß \\ss{} ø \\o{} Ø \\O{} æ \\ae{} Æ \\AE{} œ \\oe{} Œ \\OE{} ł \\l{} Ł \\L{} ı \\i{} ' +
  "– -- — --- ‘ ` ’ ' “ `` ” '' … \\dots{} § \\S{} © \\copyright{}"
/** As exponents of nothing. */
const RAISED = '² 2 ³ 3 ° \\circ'

function pairs(text: string, written: (value: string) => string): [string, string][] {
  const words = text.split(' ')
  return words.flatMap((sign, k) => (k % 2 === 0 ? [[sign, written(words[k + 1] ?? '')] as [string, string]] : []))
}

const KNOWN: ReadonlyMap<string, string> = new Map([
  ...pairs(GREEK, (name) => `$\\${name}$`),
  ...pairs(SIGNS, (name) => `$\\${name}$`),
  ...pairs(LETTERS, (tex) => tex),
  ...pairs(RAISED, (tex) => `$^{${tex}}$`),
])

/** Accents of the alphabets that TeX's own fonts can set, by their combining characters. */
const ACCENTS: Readonly<Record<string, string>> = {
  '\u0300': '\\`',
  '\u0301': "\\'",
  '\u0302': '\\^',
  '\u0303': '\\~',
  '\u0304': '\\=',
  '\u0306': '\\u',
  '\u0307': '\\.',
  '\u0308': '\\"',
  '\u030a': '\\r',
  '\u030b': '\\H',
  '\u030c': '\\v',
  '\u0327': '\\c',
}

/**
 * Text as LaTeX that prints it, on one line, in any engine and with no package: every character that TeX gives a meaning is
 * written out, letters with accents are composed, Greek and the usual signs are mathematics. A character that Computer Modern
 * has no sign for is told by its number, for nothing must vanish.
 */
export function escapeTex(text: string): string {
  return Array.from(heading(text), character).join('')
}

function character(sign: string): string {
  const known = SPECIAL[sign] ?? KNOWN.get(sign)
  if (known !== undefined) return known
  if (/^[ -~]$/.test(sign)) return sign
  const [letter = '', ...marks] = sign.normalize('NFD')
  const accent = ACCENTS[marks[0] ?? '']
  if (marks.length === 1 && accent && /^[A-Za-z]$/.test(letter))
    return `${accent}{${/[ij]/.test(letter) ? `\\${letter}` : letter}}`
  return Array.from(codePoint(sign), (one) => SPECIAL[one] ?? one).join('')
}

/** A name in typewriter type that may be broken at its `/` and `@`, as no word of it is longer than a column. */
export const texName = (name: string): string => `\\texttt{${escapeTex(name).replaceAll(/[/@]/g, '$&\\allowbreak{}')}}`

/** A text in a comment: it ends with its line. */
export const texComment = (text: string): string => `% ${heading(text)}`
