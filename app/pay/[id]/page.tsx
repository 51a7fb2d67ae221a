import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { pageLocale } from '@/app/pageLocale'
import { Refused } from '@/components/pay/Refused'
import { getNewQuote } from './actions'
import { claimForm } from './claimForm'
import { loadPayView } from './load'
import { PayScreen, playRefusal } from './PayScreen'
import { playTestPayment } from './testActions'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await loadPayView((await params).id, await pageLocale())
  if (typeof view === 'string') return {}
  return { title: { absolute: `${view.text.label} · ${view.order.title} · ${view.order.merchant}` } }
}

export default async function Page({ params, searchParams }: Props) {
  await connection()
  const { id } = await params
  const view = await loadPayView(id, await pageLocale())
  if (view === 'not_found') notFound()
  if (view === 'refused') return <Refused locale={await pageLocale()} />
  const asked = await searchParams
  return (
    <PayScreen
      view={view}
      stands={asked.reload === 'off' || asked.claim !== undefined}
      claim={claimForm(`/pay/${id}`, asked.claim)}
      requote={{ action: getNewQuote, refused: asked.quote === 'refused' }}
      test={{ action: playTestPayment, refused: playRefusal(asked.test) }}
    />
  )
}
