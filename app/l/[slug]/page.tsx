import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { Languages } from '@/app/Languages'
import { pageLocale } from '@/app/pageLocale'
import { LinkForm } from '@/components/links/LinkForm'
import { LinkHead } from '@/components/links/LinkHead'
import { asksAnything, type ClosedReason } from '@/lib/domain/paymentLink'
import { isDomainError } from '@/lib/domain/errors'
import { isVisit } from '@/lib/http/visit'
import { linkPage } from '@/lib/pay/linkPage'
import { refusalText } from '@/lib/pay/linkRefusals'
import { getApp } from '@/lib/server/app'
import type { PublicLink } from '@/lib/services/links/getPublicLink'
import { visitLink } from '@/lib/services/sessions/visitLink'
import { PAGE_METHOD } from '@/lib/http/pageMethod'
import { beginSession } from './actions'
import { loadLink, origin, visitor } from './load'

type Props = { params: Promise<{ slug: string }> }

/** What previews of the link show. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadLink((await params).slug)
  if (!found) return {}
  const { title, lead, merchant } = linkPage(found, await pageLocale())
  return {
    title: { absolute: `${title} · ${merchant}` },
    description: lead,
    openGraph: { title, description: lead, siteName: merchant, type: 'website' },
  }
}

/**
 * A payment link. Whoever opens it is on their way to pay at once, unless something has to be asked; previews and prefetches see a page
 * with a button, and begin nothing (ADR 0034).
 */
export default async function Page({ params }: Props) {
  await connection()
  const { slug } = await params
  const found = await loadLink(slug)
  const sent = await headers()
  const goes = found && !asksAnything(found.link) && isVisit(sent.get(PAGE_METHOD) ?? 'GET', sent)
  // Who holds the last use of a full link is led to it.
  const begun = goes && isOpen(found.link, 'full') ? await begin(slug) : null
  if (begun && 'id' in begun) redirect(`/checkout/${begun.id}`)
  if (!found || !isOpen(found.link)) notFound()
  const locale = await pageLocale()
  const view = linkPage(found, locale)
  return (
    <div className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-6 px-5 py-10">
      <LinkHead view={view} />
      <main className="rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-8">
        <LinkForm
          view={view}
          action={beginSession}
          request={randomUUID()}
          refused={begun ? begun.refused : null}
        />
      </main>
      <Languages />
    </div>
  )
}

function isOpen({ closed }: PublicLink['link'], but: ClosedReason | null = null): boolean {
  return closed === null || closed === but
}

async function begin(slug: string): Promise<{ id: string } | { refused: string }> {
  try {
    const said = { email: null, name: null, note: null }
    const visit = {
      amountHundredths: null,
      said,
      request: null,
      visitor: await visitor(),
      from: await origin(),
    }
    const id = await visitLink(getApp(), slug, visit)
    return id === null ? { refused: refusalText(null, await pageLocale()) } : { id }
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { refused: refusalText(error, await pageLocale()) }
  }
}
