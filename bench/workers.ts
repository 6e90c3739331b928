import { quantile } from 'simple-statistics'
import type { Place } from './entrants.ts'
import { pipeline } from './pipeline.ts'

/** How much faster a page is finished by two workers than by one: the median of the rounds' ratios. */
export async function measureWorkers({ root, scratch }: Place, quick: boolean, rounds: number): Promise<number> {
  const steps = quick ? 500 : 5000
  const [one, two] = [1, 2].map((jobs) => pipeline(root, 'adopt-student', jobs, scratch))
  if (!one || !two) throw new Error('no contestants')
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) ratios.push((await one.run(steps)) / (await two.run(steps)))
  await Promise.all([one.stop(), two.stop()])
  return quantile(ratios, 0.5)
}
