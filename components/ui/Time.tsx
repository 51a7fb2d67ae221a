import { inZone, utcText } from '@/lib/dashboard/zone'

/** A moment in the zone of whoever looks; pointing at it tells it in UTC. */
export function Time({ at, zone, seconds = false }: { at: Date; zone: string; seconds?: boolean }) {
  return (
    <time dateTime={at.toISOString()} title={utcText(at)} className="figures whitespace-nowrap">
      {inZone(at, zone, seconds)}
    </time>
  )
}
