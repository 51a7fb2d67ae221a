import type { FormAction } from '@/components/auth/formState'
import { CopyButton } from '@/components/pay/CopyButton'
import { Badge } from '@/components/ui/Badge'
import { buttonClass } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { Time } from '@/components/ui/Time'
import type { RefundLine, RefundsView } from '@/lib/dashboard/refunds'
import { PrepareRefundForm } from './PrepareRefundForm'

type RowAction = (data: FormData) => Promise<void>

type Props = {
  invoiceId: string
  view: RefundsView
  zone: string
  /** Null for whoever may only look. */
  actions: { prepare: FormAction; cancel: RowAction; play: RowAction | null } | null
}

/** What went or goes back to the customer, and what there is to sign for it (F6). */
export function RefundsCard({ invoiceId, view, zone, actions }: Props) {
  const canPrepare = actions !== null && view.assets.length > 0
  if (view.isEmpty || (view.lines.length === 0 && !canPrepare)) return null
  return (
    <Card id="refunds" title="Refunds">
      <div className="flex flex-col gap-6">
        {view.lines.length > 0 && (
          <ul className="flex flex-col gap-6">
            {view.lines.map((line) => (
              <Refund key={line.id} {...{ line, invoiceId, zone, actions }} />
            ))}
          </ul>
        )}
        {canPrepare && (
          <details open={view.lines.length === 0 && view.hasExcess} className="group">
            <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-link">
              {view.lines.length > 0 ? 'Give back more' : 'Give money back'}
            </summary>
            <div className="flex flex-col gap-4 pt-3">
              <p className="text-sm/6 text-muted">
                Your own wallet sends it: this checkout holds no key that could. Prepare it here, then sign
                exactly what is shown.
              </p>
              <PrepareRefundForm
                action={actions.prepare}
                invoiceId={invoiceId}
                assets={view.assets}
                hasExcess={view.hasExcess}
              />
            </div>
          </details>
        )}
      </div>
    </Card>
  )
}

type RowProps = { line: RefundLine } & Omit<Props, 'view'>

function Refund({ line, invoiceId, zone, actions }: RowProps) {
  return (
    <li className="flex flex-col gap-3 border-b border-line pb-6 last:border-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p className="flex flex-col">
          <span className="figures font-medium">{line.amount}</span>
          <span className="text-xs text-muted">
            {line.network}, prepared <Time at={line.at} zone={zone} />
          </span>
        </p>
        <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
      </div>
      <p className="text-sm/6 text-muted">
        To <ChainLink link={line.to} what="the address" />
        {line.transaction && (
          <>
            {', by '}
            <ChainLink link={line.transaction} what="the transaction" />
          </>
        )}
        {line.reason && <span className="block break-words">{line.reason}</span>}
      </p>
      {line.note && <p className="text-sm/6">{line.note}</p>}
      {line.sign && <ToSign sign={line.sign} network={line.network} zone={zone} />}
      {actions && line.cancellable && (
        <div className="flex flex-wrap gap-3">
          {actions.play && line.sign && (
            <form action={actions.play}>
              <Hidden {...{ invoiceId, line }} />
              <SubmitButton kind="primary">Play the transfer</SubmitButton>
            </form>
          )}
          <form action={actions.cancel}>
            <Hidden {...{ invoiceId, line }} />
            <SubmitButton kind="plain">Call it off</SubmitButton>
          </form>
        </div>
      )}
    </li>
  )
}

function Hidden({ invoiceId, line }: { invoiceId: string; line: RefundLine }) {
  return (
    <>
      <input type="hidden" name="id" value={invoiceId} />
      <input type="hidden" name="refund" value={line.id} />
    </>
  )
}

/** Everything that a wallet asks for, to be copied, and the same as a link. */
function ToSign({
  sign,
  network,
  zone,
}: {
  sign: NonNullable<RefundLine['sign']>
  network: string
  zone: string
}) {
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-line bg-raised p-4 text-sm/6">
      <p>
        Send exactly <strong className="figures font-semibold">{sign.amount}</strong> on {network} from your
        wallet, until <Time at={sign.expiresAt} zone={zone} />. Another amount is not recognised.
      </p>
      <Copied label="Recipient" text={sign.to} what="the recipient" />
      <Copied label="Amount" text={sign.digits} what="the amount" />
      {sign.contract && (
        <Copied label={`Contract of ${sign.token}`} text={sign.contract} what="the contract" />
      )}
      <div className="flex flex-col gap-1">
        <span className="text-xs text-muted">From one of your wallets</span>
        {sign.wallets.map((wallet) => (
          <span key={wallet} className="font-mono text-[0.8125rem] break-all">
            {wallet}
          </span>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <a href={sign.link} className={buttonClass('plain', 'lg:min-h-11')}>
          Open in a wallet
        </a>
        <span className="flex">
          <CopyButton text={sign.link} what="the link for wallets" />
        </span>
      </div>
    </div>
  )
}

function Copied({ label, text, what }: { label: string; text: string; what: string }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0 grow basis-56">
        <span className="text-xs text-muted">{label}</span>
        <p className="font-mono text-[0.8125rem] break-all select-all">{text}</p>
      </div>
      <span className="flex">
        <CopyButton text={text} what={what} />
      </span>
    </div>
  )
}
