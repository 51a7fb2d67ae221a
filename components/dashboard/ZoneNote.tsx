'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const YEAR_S = 365 * 24 * 60 * 60

/**
 * Says how times are told, and lets the person choose between the zone of this browser and UTC. The first page is told in UTC,
 * until the browser has said where it is.
 */
export function ZoneNote({ zone, known, cookie }: { zone: string; known: boolean; cookie: string }) {
  const router = useRouter()
  const keep = (name: string) => {
    document.cookie = `${cookie}=${encodeURIComponent(name)}; path=/dashboard; max-age=${YEAR_S}; samesite=lax`
    router.refresh()
  }
  useEffect(() => {
    if (!known) keep(hereZone())
    // Once, when the page is first seen.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known])
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      Times are in {zone}.
      <button
        type="button"
        onClick={() => keep(zone === 'UTC' ? hereZone() : 'UTC')}
        className="scripted inline-flex h-11 items-center underline underline-offset-4 lg:h-6"
      >
        {zone === 'UTC' ? 'Use my own time' : 'Use UTC'}
      </button>
    </p>
  )
}

function hereZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
