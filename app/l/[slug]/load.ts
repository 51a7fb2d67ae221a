import { headers } from 'next/headers'
import { cache } from 'react'
import { isDomainError } from '@/lib/domain/errors'
import { PAGE_VISITOR, VISITOR } from '@/lib/http/pageMethod'
import { getApp } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import { getPublicLink, type PublicLink } from '@/lib/services/links/getPublicLink'
import type { Visit } from '@/lib/services/sessions/visitLink'

const SLUG = /^[0-9A-Za-z_-]{1,64}$/
const MAX_USER_AGENT = 512

/** By what the browser of the request under way is known. */
export async function visitor(): Promise<string | null> {
  const given = (await headers()).get(PAGE_VISITOR) ?? ''
  return VISITOR.test(given) ? given : null
}

/** The link at an address, once a request; null where there is none. */
export const loadLink = cache(async (slug: string): Promise<PublicLink | null> => {
  if (!SLUG.test(slug)) return null
  try {
    return await getPublicLink(getApp(), slug)
  } catch (error) {
    if (isDomainError(error) && error.code === 'NOT_FOUND') return null
    throw error
  }
})

/** Where the request under way comes from. */
export async function origin(): Promise<Visit['from']> {
  const sent = await headers()
  return {
    address: clientOfPage(sent, getApp().env.trustedProxies),
    userAgent: sent.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
}
