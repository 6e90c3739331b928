import type { Answers, DrawingOrder } from './order.ts'

/** Carries an order out in this process. */
export async function answer(order: DrawingOrder): Promise<Answers[DrawingOrder['kind']]> {
  switch (order.kind) {
    case 'picture':
      return (await import('./picture.ts')).picture(order.spec)
    case 'inspection':
      return (await import('./inspection.ts')).inspect(order.own, order.charts)
  }
}
