import { translator } from '@/lib/i18n/translator'
import type { Notice, PayView } from '@/lib/pay/view'
import { CheckPayment, type CheckForm } from './CheckPayment'
import { ClaimPayment, type ClaimForm } from './ClaimPayment'
import { ConnectWallet } from '@/components/wallet/ConnectWallet'
import type { WaysView } from '@/lib/pay/waysView'
import { Choices } from './Choices'
import { Foot } from './Foot'
import { Instruction } from './Instruction'
import { Order } from './Order'
import { Payments } from './Payments'
import { PRIMARY } from './primary'
import { Requote, type RequoteForm } from './Requote'
import { StateHeader } from './StateHeader'
import { TestPanel, type TestForm } from './TestPanel'

export type PayPageProps = {
  view: PayView
  /** Whether the page reloads itself where no script runs. */
  reload: 'on' | 'off'
  requote: RequoteForm
  /** Plays payments; shown where the invoice is paid in the sandbox. */
  test: TestForm
  /** What keeps it true with a script. */
  live?: React.ReactNode
  /** The choice of languages. */
  languages?: React.ReactNode
  /** What it can be paid in and from. */
  ways: WaysView
  /** Looks at once whether money has come. */
  check?: CheckForm
  /** Has a transaction looked for that nothing came of. */
  claim?: ClaimForm
  /** Goes on by itself, once paid. */
  onward?: React.ReactNode
  /** Begins anew, once this has come to nothing. */
  again?: string | null
  /** What it is called below; the invoice itself unless said. */
  name?: string
}

/** The page a customer pays on. Words come from the view; here is only their place. */
export function PayPage({
  view,
  reload,
  requote,
  test,
  live,
  languages,
  ways,
  check,
  claim,
  again,
  onward,
  name,
}: PayPageProps) {
  const { locale } = view
  const t = translator(locale, 'pay')
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="px-5 pt-6 pb-5 sm:px-8 lg:px-12 lg:py-16">
        <div className="mx-auto max-w-xl lg:sticky lg:top-16 lg:me-0 lg:max-w-sm">
          <Order order={view.order} testMode={view.testMode} locale={locale} />
        </div>
      </div>
      <main className="flex-1 px-3 pb-8 sm:px-8 lg:px-12 lg:py-16" data-state={view.state}>
        <div
          className="mx-auto flex max-w-xl flex-col gap-7 rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-8 lg:ms-0"
          data-tone={view.text.tone}
        >
          <StateHeader view={view} />
          {view.requotable && (
            <Requote invoiceId={view.id} merchant={view.order.merchant} form={requote} locale={locale} />
          )}
          {again && (
            <a href={again} className={PRIMARY}>
              {t('exit.again')}
            </a>
          )}
          {view.exit?.primary && !again && (
            <a href={view.exit.url} rel="noreferrer" className={PRIMARY}>
              {view.exit.label}
            </a>
          )}
          {onward}
          {live}
          {view.notices.map((notice) => (
            <NoticeBox key={notice.title} notice={notice} />
          ))}
          {ways.choices && <Choices choices={ways.choices} words={ways.words} />}
          {ways.offer && (
            <ConnectWallet
              offer={ways.offer}
              words={ways.words}
              seen={view.payments.flatMap(({ transaction }) => transaction?.full ?? [])}
            />
          )}
          {view.instruction && (
            <Instruction
              instruction={view.instruction}
              headline={view.text.headline}
              ways={ways}
              locale={locale}
            />
          )}
          <Payments progress={view.progress} payments={view.payments} locale={locale} />
          {check && <CheckPayment invoiceId={view.id} form={check} locale={locale} />}
          {claim && !view.simulated && <ClaimPayment invoiceId={view.id} form={claim} locale={locale} />}
          <Foot view={view} reload={reload} />
        </div>
        {view.simulated && (
          <TestPanel invoiceId={view.id} state={view.text.label} form={test} locale={locale} />
        )}
        <p className="mx-auto mt-5 max-w-xl px-2 text-xs/5 text-faint lg:ms-0">
          {t(name ? 'foot.session' : 'foot.invoice')}{' '}
          <bdi dir="ltr" className="font-mono">
            {name ?? view.id}
          </bdi>
          . {view.custody}
          <a
            href={view.proof.url}
            download={view.proof.file}
            className="flex min-h-11 w-fit items-center underline underline-offset-2"
          >
            {view.proof.label}
          </a>
        </p>
        {languages && <div className="mx-auto max-w-xl lg:ms-0">{languages}</div>}
      </main>
    </div>
  )
}

function NoticeBox({ notice }: { notice: Notice }) {
  return (
    <section data-tone={notice.tone} className="rounded-xl bg-tone-soft p-4 text-sm/6">
      <h3 className="font-semibold text-tone">{notice.title}</h3>
      <p className="text-ink">{notice.text}</p>
    </section>
  )
}
