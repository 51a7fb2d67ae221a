import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import type { Instruction as InstructionView } from '@/lib/pay/view'
import type { WaysView } from '@/lib/pay/waysView'
import { Address } from './Address'
import { AmountCode } from './AmountCode'
import { Chevron } from './Chevron'
import { CopyButton } from './CopyButton'
import { Countdown } from './Countdown'
import { QrCode } from './QrCode'

type Props = {
  instruction: InstructionView
  /** The page's headline, which may already be the instruction's sentence. */
  headline: string
  locale: Locale
  ways: Pick<WaysView, 'offer' | 'link' | 'words' | 'exchangeFee'>
}

/** What to send and where to, complete without a script. */
export function Instruction(props: Props) {
  if (!props.instruction.folded) return <Details {...props} />
  return (
    <details className="group rounded-xl border border-line px-4">
      <summary className="flex h-12 items-center gap-2 text-sm font-medium text-link">
        {translator(props.locale, 'pay')('send.show')}
        <Chevron />
      </summary>
      <div className="pt-2 pb-4">
        <Details {...props} />
      </div>
    </details>
  )
}

function Details({ instruction, headline, ways, locale }: Props) {
  const t = translator(locale, 'pay')
  const words = { copy: t('send.copy'), copied: t('send.copied') }
  const { sentence, amount, symbol, network, standard, address, credit, lock, warning } = instruction
  return (
    <section aria-label={t('send.howTo')} className="flex flex-col gap-5">
      {ways.offer && (
        <h3 className="border-t border-line pt-6 text-base font-semibold">{ways.words.byHand}</h3>
      )}
      {sentence !== headline && <h3 className="text-base font-semibold">{sentence}</h3>}
      <div className="grid gap-5 sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-x-6">
        <dl className="flex flex-col justify-center gap-4 sm:col-start-2 sm:gap-5">
          <Field
            label={t('send.amount')}
            copy={
              <CopyButton
                text={amount}
                what={t('send.copyAmount', { amount: `${amount} ${symbol}` })}
                words={words}
              />
            }
          >
            <bdi dir="ltr">
              <span className="figures text-2xl font-semibold tracking-tight">{amount}</span>{' '}
              <span className="text-base font-medium text-muted">{symbol}</span>
            </bdi>
            {credit && <span className="figures mt-1 block text-sm text-muted">{credit}</span>}
            {lock && <Lock lock={lock} locale={locale} />}
          </Field>
          <Field label={t('send.network')}>
            <span className="text-base font-medium">{network}</span>
            {standard && (
              <span className="block text-sm text-muted">{t('send.alsoCalled', { standard })}</span>
            )}
          </Field>
        </dl>
        <dl className="rounded-xl border border-line bg-raised p-4 sm:col-span-2 sm:row-start-2">
          <Field
            label={t('send.address')}
            stacked
            copy={<CopyButton text={address} what={t('send.copyAddress')} words={words} />}
          >
            <Address address={address} />
          </Field>
        </dl>
        <div className="mx-auto w-full max-w-56 rounded-2xl border border-line bg-white p-1 sm:col-start-1 sm:row-start-1">
          <QrCode text={address} label={t('send.qr', { address })} />
        </div>
      </div>
      <p className="flex gap-3 text-sm/6 text-muted">
        <Warning />
        <span>
          {warning}
          {ways.exchangeFee && ` ${ways.exchangeFee}`}
        </span>
      </p>
      {ways.link && <AmountCode link={ways.link} words={ways.words} />}
    </section>
  )
}

/** The amount follows the market: this one stands until then, and the next is shown by itself. */
function Lock({ lock, locale }: { lock: NonNullable<InstructionView['lock']>; locale: Locale }) {
  const t = translator(locale, 'pay')
  return (
    <span className="mt-1 block text-sm text-muted">
      <span className="scripted">
        {t.rich('send.holdsFor', { clock: () => <Countdown expiresAt={lock.endsAt} now={lock.now} /> })}
      </span>
      <span className="unscripted">
        {t.rich('send.holdsUntil', {
          until: lock.until,
          time: (words) => <span className="figures">{words}</span>,
        })}
      </span>
    </span>
  )
}

type FieldProps = {
  label: string
  copy?: React.ReactNode
  /** The button goes below on a narrow screen, so that a long value has the whole line. */
  stacked?: boolean
  children: React.ReactNode
}

function Field({ label, copy, stacked = false, children }: FieldProps) {
  const columns = !copy
    ? ''
    : stacked
      ? 'sm:grid-cols-[minmax(0,1fr)_auto]'
      : 'grid-cols-[minmax(0,1fr)_auto]'
  const beside = stacked
    ? 'mt-3 sm:col-start-2 sm:row-span-2 sm:row-start-1 sm:mt-0'
    : 'col-start-2 row-span-2 row-start-1'
  return (
    <div className={`grid items-center gap-x-4 ${columns}`}>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
      {copy && <dd className={`flex self-center ${beside}`}>{copy}</dd>}
    </div>
  )
}

function Warning() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      data-tone="careful"
      className="mt-0.5 size-5 shrink-0 fill-none stroke-tone stroke-[1.6]"
    >
      <path d="M10 3 2.6 16.2h14.8L10 3Z" strokeLinejoin="round" />
      <path d="M10 8.2v3.6M10 13.6v.6" strokeLinecap="round" />
    </svg>
  )
}
