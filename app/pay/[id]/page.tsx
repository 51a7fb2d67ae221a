import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { pageLocale } from '@/app/pageLocale'
import { Refused } from '@/components/pay/Refused'
import { askedWay } from '@/lib/pay/choices'
import { getNewQuote } from './actions'
import { claimForm } from './claimForm'
import { loadPayView } from './load'
import { PayScreen, playRefusal } from './PayScreen'
import { playTestPayment } from './testActions'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const shown = await shownOf(props)
  if (typeof shown === 'string') return {}
  const { view } = shown
  return { title: { absolute: `${view.text.label} · ${view.order.title} · ${view.order.merchant}` } }
}

export default async function Page(props: Props) {
  await connection()
  const shown = await shownOf(props)
  if (shown === 'not_found') notFound()
  if (shown === 'refused') return <Refused locale={await pageLocale()} />
  const { id } = await props.params
  const asked = await props.searchParams
  return (
    <PayScreen
      {...shown}
      stands={asked.reload === 'off' || asked.claim !== undefined}
      claim={claimForm(`/pay/${id}`, asked.claim, shown.ways.network)}
      requote={{ action: getNewQuote, refused: asked.quote === 'refused' }}
      test={{ action: playTestPayment, refused: playRefusal(asked.test) }}
    />
  )
}

async function shownOf({ params, searchParams }: Props) {
  const { token, network } = askedWay(await searchParams)
  return loadPayView((await params).id, token, network, await pageLocale())
}
