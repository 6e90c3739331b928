import { loadMath } from '../kernel/wasm/host-math.ts'
import type { Environment } from '../lang/build.ts'
import { Graph } from '../lang/graph.ts'
import type { Diagnostics } from '../lang/source.ts'

/** An environment without names, over a new graph: scopes give it theirs. */
export function emptyEnvironment(dimension: number, sink: Diagnostics, graph = new Graph()): Environment {
  return {
    graph,
    dimension,
    names: new Map(),
    inputs: new Set(),
    functions: new Map(),
    past: null,
    ranges: 'strict',
    math: loadMath,
    sink,
  }
}
