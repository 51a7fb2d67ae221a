import type { Metadata } from 'next'
import { connection } from 'next/server'
import { inter } from '@/app/inter'
import { signOut } from '@/app/(auth)/actions'
import { Shell } from '@/components/dashboard/Shell'
import { ZoneNote } from '@/components/dashboard/ZoneNote'
import { findSession } from '@/lib/auth/session'
import { navigationFor } from '@/lib/dashboard/navigation'
import { ZONE_COOKIE } from '@/lib/dashboard/zone'
import { switchMode } from './actions'
import { visit } from './visit'

export const metadata: Metadata = { title: { default: 'Dashboard', template: '%s · Dashboard' } }

/**
 * The dashboard's frame. Each page asks for the session itself: a layout is not asked again when only the page changes, and knows no
 * path to come back to. Without a session there is no frame, and the page leads to signing in.
 */
export default async function DashboardLayout({ children }: { children: React.ReactNode }) {
  await connection()
  if (!(await findSession())) return children
  const { session, zone, zoneKnown } = await visit('/dashboard')
  return (
    <div className={inter.className}>
      <Shell
        merchant={session.merchantName}
        email={session.email}
        role={session.role}
        mode={session.mode}
        groups={navigationFor(session)}
        actions={{ switchMode, signOut }}
        zone={<ZoneNote zone={zone} known={zoneKnown} cookie={ZONE_COOKIE} />}
      >
        {children}
      </Shell>
    </div>
  )
}
