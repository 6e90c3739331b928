import type { Answers, Order } from './draughtsman.ts'
import { picture } from './picture.ts'

/** Carries an order out in this process. */
export function answer(order: Order): Promise<Answers[Order['kind']]> {
  switch (order.kind) {
    case 'picture':
      return picture(order.spec)
    case 'inspection':
      return Promise.resolve([])
  }
}
