import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { LiveUpdates } from '@/components/pay/LiveUpdates'
import { PayPage } from '@/components/pay/PayPage'
import { Refused } from '@/components/pay/Refused'
import { getNewQuote } from './actions'
import { loadPayView } from './load'
import { playTestPayment } from './testActions'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Seconds between reloads without a script. */
const RELOAD = { live: 10, soon: 10, seldom: 60 } as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await loadPayView((await params).id)
  if (typeof view === 'string') return {}
  return { title: { absolute: `${view.text.label} · ${view.order.title} · ${view.order.merchant}` } }
}

export default async function Page({ params, searchParams }: Props) {
  await connection()
  const { id } = await params
  const view = await loadPayView(id)
  if (view === 'not_found') notFound()
  if (view === 'refused') return <Refused />
  const asked = await searchParams
  const reloads = view.news !== 'never' && asked.reload !== 'off'
  return (
    <>
      {view.news !== 'never' && reloads && (
        <noscript>
          <meta httpEquiv="refresh" content={`${RELOAD[view.news]}`} />
        </noscript>
      )}
      <PayPage
        view={view}
        reload={reloads ? 'on' : 'off'}
        requote={{ action: getNewQuote, refused: asked.quote === 'refused' }}
        test={{ action: playTestPayment, refused: refusalOf(asked.test) }}
        live={
          <LiveUpdates
            invoiceId={view.id}
            news={view.news}
            after={view.seq}
            state={view.state}
            announcement={`${view.text.headline}. ${view.text.explanation}`}
            timer={view.timer}
          />
        }
      />
    </>
  )
}

/** Why the test panel did nothing, as its action said in the address. */
function refusalOf(asked: string | string[] | undefined) {
  return asked === 'busy' || asked === 'full' || asked === 'refused' ? asked : null
}
