import { describe, expect, it } from 'vitest'
import { oracle } from './named.ts'

describe('periodic predictions', () => {
  it('centred methods have no orbit without momentum', () => {
    for (const name of ['adabelief', 'acprop', 'acprop_m', 'acprop_s_now']) {
      expect(oracle(`drift_${name}`, 8, 8, 0, 0.5)).toBeNaN()
    }
  })

  it('long periods', () => {
    const P = 1e5
    expect(oracle('drift_rmsprop', P, P, 0.999)).toBeLessThan(0)
    expect(oracle('drift_adopt', P, P, 0.999)).toBeGreaterThan(0)
  })
})
