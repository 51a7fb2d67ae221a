import { asc } from 'drizzle-orm'
import { webhookDeliveries } from '@/db/schema'
import type { Simulation } from '../world/simulation'
import type { Books } from './books'

type Delivery = typeof webhookDeliveries.$inferSelect

export async function readDeliveries(simulation: Simulation): Promise<Delivery[]> {
  return simulation.connections.books.select().from(webhookDeliveries).orderBy(asc(webhookDeliveries.id))
}

/** Each event reached the receiver, at least once, always with the same body (W3), and nothing reached it that did not happen. */
export function checkDeliveries(
  deliveries: readonly Delivery[],
  taken: ReadonlyMap<string, readonly string[]>,
  books: Books,
): string[] {
  const objections: string[] = []
  const written = new Map(deliveries.map((delivery) => [delivery.eventId, delivery]))
  for (const event of books.events) {
    const delivery = written.get(event.id)
    if (!delivery) objections.push(`${event.type} ${event.id} is to be told to nobody`)
    else if (delivery.status !== 'delivered')
      objections.push(`${event.type} ${event.id} is ${delivery.status}`)
    const bodies = new Set(taken.get(event.id))
    if (bodies.size !== 1) objections.push(`${event.type} ${event.id} was taken with ${bodies.size} bodies`)
    if (delivery && !bodies.has(delivery.body))
      objections.push(`${event.id} was told otherwise than it is written`)
  }
  for (const id of taken.keys()) if (!written.has(id)) objections.push(`${id} was told and never happened`)
  return objections
}
