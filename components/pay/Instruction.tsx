import type { Instruction as InstructionView } from '@/lib/pay/view'
import { Address } from './Address'
import { CopyButton } from './CopyButton'
import { QrCode } from './QrCode'

/** What to send and where to, complete without a script. */
export function Instruction({
  instruction,
  headline,
}: {
  instruction: InstructionView
  /** The page's headline, which may already be this sentence. */
  headline: string
}) {
  const { sentence, amount, symbol, network, address, warning } = instruction
  return (
    <section aria-label="How to pay" className="flex flex-col gap-5">
      {sentence !== headline && <h3 className="text-base font-semibold">{sentence}</h3>}
      <div className="flex flex-col items-center gap-6 sm:flex-row sm:items-stretch">
        <div className="w-full max-w-52 shrink-0 rounded-2xl border border-line bg-white p-1 sm:w-48">
          <QrCode text={address} label={`QR code of the address ${address}`} />
        </div>
        <dl className="flex w-full min-w-0 flex-col justify-center gap-5">
          <Field label="Amount" copy={<CopyButton text={amount} what={`the amount, ${amount} ${symbol}`} />}>
            <span className="figures text-2xl font-semibold tracking-tight">{amount}</span>{' '}
            <span className="text-base font-medium text-muted">{symbol}</span>
          </Field>
          <Field label="Network">
            <span className="text-base font-medium">{network}</span>
          </Field>
        </dl>
      </div>
      <dl className="rounded-xl border border-line bg-raised p-4">
        <Field label="Address" copy={<CopyButton text={address} what="the address" />}>
          <Address address={address} />
        </Field>
      </dl>
      <p className="flex gap-3 text-sm/6 text-muted">
        <Warning />
        {warning}
      </p>
    </section>
  )
}

function Field({
  label,
  copy,
  children,
}: {
  label: string
  copy?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <dt className="text-sm text-muted">{label}</dt>
        <dd className="mt-0.5 break-words">{children}</dd>
      </div>
      {copy && <dd>{copy}</dd>}
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
