import { cookies, headers } from 'next/headers'
import { deviceCookie, DEVICE_SECONDS, deviceOf, newDevice } from '@/lib/auth/device'
import { getApp } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import type { Origin } from '@/lib/services/audit/recordOfPerson'
import type { Client } from '@/lib/services/users/limits'

const MAX_USER_AGENT = 512

/** Whom the request under way comes from, and whether this browser signed in with the address before. */
export async function clientOf(email: string): Promise<Client> {
  const { env } = getApp()
  return {
    address: clientOfPage(await headers(), env.trustedProxies),
    device: deviceOf((await cookies()).get(deviceCookie(env.publicUrl).name)?.value, email, env.authKeys),
    userAgent: await userAgent(),
  }
}

/** Where the request under way comes from, for the audit log. */
export async function originOfRequest(): Promise<Origin> {
  const { env } = getApp()
  return { ipAddress: clientOfPage(await headers(), env.trustedProxies), userAgent: await userAgent() }
}

async function userAgent(): Promise<string | null> {
  return (await headers()).get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null
}

/** Remembers that this browser is one of the person's own. */
export async function rememberDevice(email: string): Promise<void> {
  const { authKeys, publicUrl } = getApp().env
  const jar = await cookies()
  const { name, options } = deviceCookie(publicUrl)
  if (deviceOf(jar.get(name)?.value, email, authKeys)) return
  jar.set(name, newDevice(email, authKeys), { ...options, maxAge: DEVICE_SECONDS })
}
