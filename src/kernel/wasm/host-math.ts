import { compile } from 'watr'
import type { MathFunctions } from '../../lang/algebra/doubles.ts'
import { MATH_NAMES, mathFunctions } from '../math/index.ts'
import { functionText } from './print.ts'

const wrapper = (name: string): string => {
  const args = name === 'pow' ? [0, 1] : [0]
  return `(func (export "${name}") ${args.map(() => '(param f64)').join(' ')} (result f64)
  (f64x2.extract_lane 0 (call $${name} ${args.map((index) => `(f64x2.splat (local.get ${index}))`).join(' ')})))`
}

let loaded: MathFunctions | undefined

/** The kernels' own functions for the host, bit for bit; assembled at the first call. */
export function loadMath(): MathFunctions {
  if (loaded) return loaded
  const bytes = compile([...mathFunctions(MATH_NAMES).map(functionText), ...MATH_NAMES.map(wrapper)].join('\n'))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)))
  loaded = exports as unknown as MathFunctions
  return loaded
}
