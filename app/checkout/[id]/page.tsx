import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { PayScreen, playRefusal } from '@/app/pay/[id]/PayScreen'
import { getNewQuote } from '@/app/pay/[id]/actions'
import { claimForm } from '@/app/pay/[id]/claimForm'
import { playTestPayment } from '@/app/pay/[id]/testActions'
import { pageLocale } from '@/app/pageLocale'
import { GoOn } from '@/components/pay/GoOn'
import { Refused } from '@/components/pay/Refused'
import { translator } from '@/lib/i18n/translator'
import type { PayView } from '@/lib/pay/view'
import { askedWay } from '@/lib/pay/choices'
import { checkPayment } from './actions'
import { loadSession } from './load'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const session = await sessionOf(props)
  if (typeof session === 'string') return {}
  const { text, order } = session.view
  return { title: { absolute: `${text.label} · ${order.title} · ${order.merchant}` } }
}

/** A checkout session: the pay page over its invoice, with a choice of what to pay in. */
export default async function Page(props: Props) {
  await connection()
  const session = await sessionOf(props)
  if (session === 'not_found') notFound()
  if (session === 'refused') return <Refused locale={await pageLocale()} />
  const { id } = await props.params
  const asked = await props.searchParams
  const { view, ways, again, onward } = session
  const page = `/checkout/${id}`
  const open = view.news === 'live' || view.state === 'expired' || view.state === 'underpaid'
  return (
    <PayScreen
      view={view}
      name={id}
      stands={asked.reload === 'off' || asked.claim !== undefined}
      claim={claimForm(page, asked.claim, ways.network)}
      requote={{ action: getNewQuote, refused: false }}
      test={{ action: playTestPayment, page, refused: playRefusal(asked.test) }}
      ways={ways}
      again={again}
      {...(onward ? { onward: <GoOn url={onward} {...leavingWords(view)} /> } : {})}
      {...(open
        ? {
            check: {
              action: checkPayment,
              page,
              said: asked.check === 'done' || asked.check === 'often' ? asked.check : null,
            },
          }
        : {})}
    />
  )
}

/** How long a customer may still read before the shop is shown. */
const LEAVES_AFTER_SECONDS = 10

function leavingWords({ locale, order: { merchant } }: PayView) {
  const t = translator(locale, 'pay')
  const seconds = Array.from({ length: LEAVES_AFTER_SECONDS + 1 }, (_, count) => count)
  return { leaving: seconds.map((count) => t('exit.leaving', { merchant, count })), stay: t('exit.stay') }
}

async function sessionOf({ params, searchParams }: Props) {
  const { token, network } = askedWay(await searchParams)
  return loadSession((await params).id, token, network, await pageLocale())
}
