import katex from 'katex'
import { Html } from '../text/html.ts'

export type Maths = (tex: string) => Html

/**
 * Formulas as HTML, in display style on the line of the text. With KaTeX's style sheet in the page its own layout (and
 * MathML for screen readers), without it MathML alone. TeX that KaTeX does not know is shown as it is.
 */
export function mathsRenderer(styled: boolean): Maths {
  return (tex) =>
    new Html(
      katex.renderToString(`\\displaystyle ${tex}`, {
        output: styled ? 'htmlAndMathml' : 'mathml',
        throwOnError: false,
        trust: false,
        strict: 'ignore',
        maxExpand: 100,
      }),
    )
}
