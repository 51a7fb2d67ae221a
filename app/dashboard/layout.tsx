import type { Metadata } from 'next'
import { signOut } from '@/app/(auth)/actions'
import { Shell } from '@/components/dashboard/Shell'
import { ZoneNote } from '@/components/dashboard/ZoneNote'
import { navigationFor } from '@/lib/dashboard/navigation'
import { ZONE_COOKIE } from '@/lib/dashboard/zone'
import { switchMode } from './actions'
import { visit } from './visit'

export const metadata: Metadata = { title: { default: 'Dashboard', template: '%s · Dashboard' } }

/** The dashboard's frame. Each page asks for the session itself: a layout is not asked again when only the page changes. */
export default async function DashboardLayout({ children }: { children: React.ReactNode }) {
  const { session, zone, zoneKnown } = await visit('/dashboard')
  return (
    <Shell
      merchant={session.merchantName}
      email={session.email}
      role={session.role}
      mode={session.mode}
      groups={navigationFor(session.role)}
      actions={{ switchMode, signOut }}
      zone={<ZoneNote zone={zone} known={zoneKnown} cookie={ZONE_COOKIE} />}
    >
      {children}
    </Shell>
  )
}
