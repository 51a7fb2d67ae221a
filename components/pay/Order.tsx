import { Chevron } from './Chevron'
import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { MerchantSign } from './MerchantSign'
import type { PayView } from '@/lib/pay/view'

/** What is being paid for. On a phone the lines fold away, because the amount and the address matter first. */
export function Order({ order, testMode, locale }: Pick<PayView, 'order' | 'testMode' | 'locale'>) {
  const t = translator(locale, 'pay')
  return (
    <section aria-labelledby="order" className="flex flex-col gap-3 lg:gap-8">
      <header className="flex flex-col gap-1">
        <p className="flex items-center gap-2 text-sm font-medium text-muted">
          <MerchantSign logo={order.logo} merchant={order.merchant} />
          {order.merchant}
          {testMode && (
            <span className="rounded-md bg-tone-soft px-2 py-0.5 text-xs text-tone" data-tone="careful">
              {t('order.testMode')}
            </span>
          )}
        </p>
        <h1 id="order" className="mt-3 text-base font-medium text-muted lg:mt-6">
          {order.title}
        </h1>
        <p className="figures text-4xl font-semibold tracking-tight lg:text-5xl">{order.total}</p>
        {order.description && <p className="mt-2 text-sm/6 text-muted">{order.description}</p>}
      </header>
      <details className="group lg:hidden">
        <summary className="-mx-2 inline-flex h-11 items-center gap-2 rounded-lg px-2 text-sm font-medium text-link">
          {t('order.details')}
          <Chevron />
        </summary>
        <Lines order={order} locale={locale} />
      </details>
      <div className="hidden lg:block">
        <Lines order={order} locale={locale} />
      </div>
    </section>
  )
}

function Lines({ order, locale }: { order: PayView['order']; locale: Locale }) {
  const t = translator(locale, 'pay')
  return (
    <div className="flex flex-col gap-4 pt-3 text-sm lg:pt-0">
      <ul className="flex flex-col gap-4">
        {order.items.map((item, index) => (
          <li key={`${index}-${item.name}`} className="flex justify-between gap-6">
            <span className="flex min-w-0 flex-col gap-0.5">
              <span className="font-medium break-words">{item.name}</span>
              {item.description && <span className="text-muted break-words">{item.description}</span>}
              {item.quantity && <span className="figures text-muted">{item.quantity}</span>}
            </span>
            <span className="figures shrink-0 font-medium">{item.total}</span>
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-3 border-t border-line pt-4">
        {order.tax && (
          <>
            <Line label={t('order.subtotal')} amount={order.subtotal} />
            <Line label={t('order.tax')} amount={order.tax} />
          </>
        )}
        <Line label={t('order.total', { currency: order.currency })} amount={order.total} strong />
        {order.credit && (
          <>
            <Line label={t('order.credit')} amount={order.credit.amount} />
            <Line label={t('order.left')} amount={order.credit.left} strong />
          </>
        )}
      </dl>
    </div>
  )
}

function Line({ label, amount, strong = false }: { label: string; amount: string; strong?: boolean }) {
  return (
    <div className={strong ? 'flex justify-between font-semibold' : 'flex justify-between text-muted'}>
      <dt>{label}</dt>
      <dd className="figures">{amount}</dd>
    </div>
  )
}
