import type { Answers, Order } from './order.ts'

/** Carries an order out in this process. */
export async function answer(order: Order): Promise<Answers[Order['kind']]> {
  switch (order.kind) {
    case 'picture':
      return (await import('./picture.ts')).picture(order.spec)
    case 'inspection':
      return (await import('./inspection.ts')).inspect(order.own, order.charts)
  }
}
