import type { Tally } from '../tally'
import type { Stored } from './stored'

/** Every event that is told to anybody reached the receiver, always with the same bytes (W3), and nothing that never happened did. */
export function checkWebhooks(
  { events, deliveries }: Stored,
  taken: ReadonlyMap<string, ReadonlySet<string>>,
  tally: Tally,
): void {
  tally.count('events taken by the receiver', taken.size)
  const typeOf = new Map(events.map(({ id, type }) => [id, type]))
  const written = new Map(deliveries.map((delivery) => [delivery.event, delivery]))
  const toldTypes = new Set(deliveries.map(({ event }) => typeOf.get(event)))
  for (const { id, type } of events)
    if (toldTypes.has(type) && !written.has(id)) tally.object(`${type} ${id} is to be told to nobody`)
  for (const { event, status, body } of deliveries) {
    const bodies = taken.get(event)
    if (status !== 'delivered') tally.object(`${typeOf.get(event)} ${event} is ${status}`)
    if (bodies?.size !== 1 || !bodies.has(body))
      tally.object(`${event} was taken with ${bodies?.size ?? 0} bodies, not with the stored one alone`)
  }
  for (const id of taken.keys()) if (!typeOf.has(id)) tally.object(`${id} was told and never happened`)
}
