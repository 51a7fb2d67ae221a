import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { Time } from '@/components/ui/Time'
import type { InvoiceView } from '@/lib/dashboard/invoiceView'

type Props = { view: InvoiceView; zone: string }

/** How it is to be paid: the frozen quote and the address it leads to. */
export function QuoteCard({ view: { quote }, zone }: Props) {
  return (
    <Card id="quote" title="How it is paid">
      <Facts>
        <Fact name="Asks for">{quote.asked}</Fact>
        {quote.credit && (
          <>
            <Fact name="Credit from an earlier payment">−{quote.credit.amount}</Fact>
            <Fact name="Left to send">
              <strong className="font-semibold">{quote.credit.left}</strong>
            </Fact>
          </>
        )}
        <Fact name="Network">{quote.network}</Fact>
        <Fact name="Rate">{quote.rate}</Fact>
        <Fact name="Source of the rate">{quote.source}</Fact>
        <Fact name="Quoted">
          <Time at={quote.at} zone={zone} />
        </Fact>
        <Fact name="Ends">
          <Time at={quote.expiresAt} zone={zone} />
        </Fact>
        <Fact name="Final after">{`${quote.confirmations} ${quote.confirmations === 1 ? 'confirmation' : 'confirmations'}`}</Fact>
        {quote.address && (
          <Fact name="Deposit address">
            <ChainLink link={quote.address} what="the address" />
          </Fact>
        )}
      </Facts>
      {quote.heard.length > 0 && <Heard heard={quote.heard} />}
    </Card>
  )
}

/** What each source said when the quote was made (D3). */
function Heard({ heard }: Pick<InvoiceView['quote'], 'heard'>) {
  return (
    <details className="mt-4 border-t border-line pt-3 text-sm">
      <summary className="cursor-pointer py-1 font-medium text-link">What the sources said</summary>
      <ul className="mt-2 flex flex-col gap-2">
        {heard.map(({ pair, from, value, leftOut }) => (
          <li key={`${pair} ${from}`} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {from} <span className="text-muted">{pair}</span>
            </span>
            <span className="figures">
              {value}
              {leftOut && <span className="text-muted"> (left out: {leftOut})</span>}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const WAITING = { pending: 'Waits until it is released', failed: 'Came to nothing' } as const

function placeOf({ own, payout }: NonNullable<InvoiceView['settlement']>): string {
  if (own) return payout ? 'Moved by your wallet' : 'At an address of your wallet'
  return payout ? 'In your wallet' : 'Not swept yet'
}

/** What became of the money. */
export function SettlementCard({ view: { settlement }, zone }: Props) {
  if (!settlement) return null
  const { payout, own, status } = settlement
  const place = status === 'completed' ? placeOf(settlement) : WAITING[status]
  return (
    <Card
      id="settlement"
      title="Settlement"
      aside={<Badge tone={status === 'completed' && (payout || own) ? 'good' : 'working'}>{place}</Badge>}
    >
      <Facts>
        <Fact name="Arrived">{settlement.gross}</Fact>
        <Fact
          name={own ? `Fee (${settlement.percent}), owed to the operator` : `Fee (${settlement.percent})`}
        >
          −{settlement.fee}
        </Fact>
        <Fact name="Yours">
          <strong className="font-semibold">{settlement.net}</strong>
        </Fact>
        {settlement.credit && <Fact name="Paid by credit">{settlement.credit}</Fact>}
        {payout && (
          <>
            <Fact name={own ? 'Moved' : 'Sent to your wallet'}>
              <Time at={payout.at} zone={zone} />
            </Fact>
            <Fact name="Transaction">
              <ChainLink link={payout.transaction} what="the transaction" />
            </Fact>
          </>
        )}
      </Facts>
    </Card>
  )
}

/** Who it is for, and what they paid too much. */
export function CustomerCard({ view: { customer, overpayment } }: Pick<Props, 'view'>) {
  if (!customer && !overpayment) return null
  return (
    <Card
      id="customer"
      title="Customer"
      aside={overpayment && <Badge tone={overpayment.badge.tone}>{overpayment.badge.label}</Badge>}
    >
      <Facts>
        {customer && (
          <Fact name="Who">
            <Link href={`/dashboard/customers/${customer.id}`} className="text-link hover:underline">
              {customer.name}
            </Link>
          </Fact>
        )}
        {overpayment && (
          <>
            <Fact name="Paid too much">{overpayment.amount}</Fact>
            {overpayment.credit && (
              <>
                <Fact name="Credited">{overpayment.credit.granted}</Fact>
                <Fact name="Used since">{overpayment.credit.used}</Fact>
              </>
            )}
          </>
        )}
      </Facts>
      {overpayment && <p className="mt-3 text-sm/6 text-muted">{overpayment.meaning}</p>}
    </Card>
  )
}

/** What was or is wrong beside the status. */
export function ExceptionsCard({ view: { id, exceptions }, zone }: Props) {
  if (exceptions.length === 0) return null
  return (
    <Card
      id="exceptions"
      title="Attention"
      aside={
        exceptions.some((one) => one.closedAt === null) && (
          <Link
            href={`/dashboard/exceptions?invoice=${id}`}
            className="inline-flex min-h-11 items-center text-sm font-medium text-link hover:underline lg:min-h-0"
          >
            Decide
          </Link>
        )
      }
    >
      <ul className="flex flex-col gap-4 text-sm/6">
        {exceptions.map((one) => (
          <li key={`${one.kind}-${one.openedAt.getTime()}`} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <Badge tone={one.closedAt ? 'plain' : one.tone}>{one.label}</Badge>
              <span className="text-xs text-muted">{one.closedAt ? 'Over' : 'Open'}</span>
            </p>
            <p className="text-muted">{one.meaning}</p>
            <p className="text-xs text-muted">
              Since <Time at={one.openedAt} zone={zone} />
              {one.closedAt && (
                <>
                  , until <Time at={one.closedAt} zone={zone} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What is on the bill, and what the merchant noted with it. */
export function DetailsCard({ view, zone }: Props) {
  return (
    <Card id="details" title="Details">
      <Facts>
        {view.items.map((item, index) => (
          <Fact
            key={`${index}-${item.name}`}
            name={item.quantity ? `${item.quantity} × ${item.name}` : item.name}
          >
            {item.price}
          </Fact>
        ))}
        {view.tax && <Fact name="Tax">{view.tax}</Fact>}
        <Fact name="Total">
          <strong className="font-semibold">{`${view.total} ${view.currency}`}</strong>
        </Fact>
        <Fact name="Made">
          <Time at={view.createdAt} zone={zone} />
        </Fact>
        {view.metadata.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        {view.links.map(({ label, url }) => (
          <Fact key={label} name={label}>
            <a
              href={url}
              rel="noreferrer noopener"
              target="_blank"
              className="break-all text-link hover:underline"
            >
              {url}
              <span className="sr-only">, opens in a new tab</span>
            </a>
          </Fact>
        ))}
        <Fact name="Invoice id">
          <span className="font-mono text-[0.8125rem] break-all">{view.id}</span>
        </Fact>
      </Facts>
    </Card>
  )
}
