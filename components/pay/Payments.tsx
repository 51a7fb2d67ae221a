import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import type { PayView, PaymentLine } from '@/lib/pay/view'

/** How much has arrived, and each transfer that was seen. */
export function Payments({ progress, payments, locale }: Pick<PayView, 'progress' | 'payments' | 'locale'>) {
  const t = translator(locale, 'pay')
  if (payments.length === 0) return null
  return (
    <section aria-labelledby="seen" className="flex flex-col gap-4">
      <h3 id="seen" className="text-sm font-semibold">
        {t('seen.title')}
      </h3>
      {progress && <Progress {...progress} />}
      <ul className="flex flex-col divide-y divide-line rounded-xl border border-line">
        {payments.map((payment) => (
          <Payment key={payment.id} payment={payment} locale={locale} />
        ))}
      </ul>
    </section>
  )
}

function Progress({ text, spoken, percent, hundredths }: NonNullable<PayView['progress']>) {
  const whole = hundredths >= 10_000
  return (
    <div className="flex flex-col gap-2" data-tone={whole ? 'good' : 'careful'}>
      <p className="figures flex justify-between gap-4 text-sm">
        <span className="font-medium">{text}</span>
        <span className="text-muted">{percent}</span>
      </p>
      <progress className="meter" max={10_000} value={hundredths} aria-label={spoken} />
    </div>
  )
}

function Payment({ payment, locale }: { payment: PaymentLine; locale: Locale }) {
  const t = translator(locale, 'pay')
  const { transaction } = payment
  return (
    <li className="flex flex-col gap-3 p-4 text-sm" data-tone={payment.tone}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="figures font-semibold">{payment.amount}</span>
        <span className="figures font-medium text-tone">{payment.status}</span>
      </div>
      {payment.counting && (
        <progress
          className="meter"
          max={payment.required}
          value={payment.confirmations}
          aria-label={t('seen.confirmations', { seen: payment.confirmations, needed: payment.required })}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 text-muted">
        <span className="figures">{payment.at}</span>
        {transaction?.url ? (
          <a
            dir="ltr"
            href={transaction.url}
            target="_blank"
            rel="noreferrer noopener"
            className="-my-3 inline-flex h-11 items-center font-mono text-link underline-offset-4 hover:underline"
          >
            {transaction.short}
            <span className="sr-only">{` ${t('seen.explorer')}`}</span>
          </a>
        ) : (
          transaction && (
            <span dir="ltr" className="font-mono" title={transaction.full}>
              {transaction.short}
            </span>
          )
        )}
      </div>
    </li>
  )
}
