import type { Draw, NoiseUse } from '../config/pages.ts'
import type { Environment } from '../lang/build.ts'
import { buildValue } from '../lang/build.ts'
import type { Node, Shape } from '../lang/node.ts'
import { Scope } from './scope.ts'

/** Hands out the uniforms of one stream. Scalars and vectors are numbered apart: they differ in the coordinate. */
export class Stream {
  private readonly next: Record<Shape, number> = { scalar: 0, vector: 0 }
  private readonly stream: number

  constructor(stream: number) {
    this.stream = stream
  }

  uniform(env: Environment, shape: Shape): Node {
    return env.graph.draw(this.stream, this.next[shape]++, shape)
  }
}

/** The value of a noise page: its law over uniforms. `per` overrides whether it is one a step or one a coordinate. */
export function noiseValue(
  use: NoiseUse,
  per: Draw['per'] | null,
  outer: Scope,
  base: Environment,
  stream: Stream,
): Node | null {
  const scope = new Scope(outer)
  for (const [name, formula] of Object.entries(use.page.hyper)) {
    const given = use.settings[name]
    if (given) scope.formula(name, given, outer)
    else scope.formula(name, formula)
  }
  defineDraws(
    use.page.draws.map((draw) => ({ ...draw, per: per ?? draw.per })),
    scope,
    base,
    stream,
  )
  return buildValue(use.page.value, scope.environment(base))
}

/** Defines a page's draws in its scope. All are numbered, used or not, so that an edit of a formula moves no other draw. */
export function defineDraws(draws: readonly Draw[], scope: Scope, base: Environment, stream: Stream): void {
  for (const draw of draws) {
    const law = draw.law
    if (law === 'uniform') {
      scope.node(draw.name, stream.uniform(base, draw.per === 'step' ? 'scalar' : 'vector'))
    } else {
      const value = noiseValue(law, draw.per, scope, base, stream)
      scope.lazy(draw.name, () => value)
    }
  }
}
