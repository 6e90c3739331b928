import type { MathFunctions } from '../../lang/algebra/doubles.ts'
import type { KernelFunction, Lanes, Local } from '../code/instruction.ts'
import { MATH_NAMES, mathFunctions } from '../math/index.ts'
import { assemble } from './assemble.ts'

/** A function of numbers, which the host can call, for one of vectors. */
function wrapper(name: string): KernelFunction {
  const params: readonly Local[] = name === 'pow' ? ['$a', '$b'] : ['$a']
  const call: Lanes = ['call', name, ...params.map((param): Lanes => ['native', 'f64x2.splat', ['get', param]])]
  return {
    name,
    exported: true,
    params: params.map((param) => [param, 'f64']),
    locals: [],
    body: [],
    results: ['f64'],
    values: [['native', 'f64x2.extract_lane 0', call]],
  }
}

let loaded: MathFunctions | undefined

/** The kernels' own functions for the host, bit for bit; assembled at the first call. */
export function loadMath(): MathFunctions {
  if (loaded) return loaded
  const bytes = assemble([...mathFunctions(MATH_NAMES), ...MATH_NAMES.map(wrapper)], { memory: false })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource))
  loaded = exports as unknown as MathFunctions
  return loaded
}
