import { Languages } from '@/app/Languages'
import { LiveUpdates } from '@/components/pay/LiveUpdates'
import { PayPage, type PayPageProps } from '@/components/pay/PayPage'
import { translator } from '@/lib/i18n/translator'
import { sayIn } from '@/lib/pay/say'

/** Seconds between reloads without a script. */
const RELOAD = { live: 10, soon: 10, seldom: 60 } as const

type Props = Omit<PayPageProps, 'reload' | 'live' | 'languages'> & {
  /** It was asked not to reload by itself. */
  stands: boolean
}

/** The page on which an invoice is paid, with what keeps it true: a script, or without one a reload. */
export function PayScreen({ stands, ...props }: Props) {
  const { view } = props
  const t = translator(view.locale, 'pay')
  const amount = view.instruction && `${view.instruction.amount} ${view.instruction.symbol}`
  const reloads = view.news !== 'never' && !stands
  return (
    <>
      {view.news !== 'never' && reloads && (
        <noscript>
          <meta httpEquiv="refresh" content={`${RELOAD[view.news]}`} />
        </noscript>
      )}
      <PayPage
        {...props}
        reload={reloads ? 'on' : 'off'}
        languages={<Languages />}
        live={
          <LiveUpdates
            invoiceId={view.id}
            news={view.news}
            after={view.seq}
            state={view.state}
            announcement={`${view.text.headline}. ${view.text.explanation}`}
            timer={view.timer}
            lock={view.instruction?.lock ?? null}
            amount={amount}
            amountNow={amount && t('live.amount', { amount: sayIn(view.locale).ltr(amount) })}
            lostWords={t('live.lost')}
            shortWords={{ fiveMinutes: t('live.fiveMinutes'), oneMinute: t('live.oneMinute') }}
          />
        }
      />
    </>
  )
}

/** Why the test panel did nothing, as its action said in the address. */
export function playRefusal(asked: string | string[] | undefined) {
  return asked === 'busy' || asked === 'full' || asked === 'refused' ? asked : null
}
