import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { Cell, Row, Table } from '@/components/ui/Table'
import { buttonClass } from '@/components/ui/Button'
import type { HoldingLine } from '@/lib/dashboard/ownWallet'
import { OwnWalletForm } from './OwnWalletForm'
import type { OwnWalletAction } from './ownWalletState'

type Props = {
  /** Null for whoever may only look. */
  action: OwnWalletAction | null
  mode: string
  choices: readonly { value: string; label: string }[]
  totals: readonly string[]
  holdings: readonly HoldingLine[]
  more: boolean
  exportHref: string
}

const COLUMNS = [
  { name: 'Holds' },
  { name: 'Address', from: 'sm' },
  { name: 'In your wallet', from: 'md' },
  { name: 'Invoice' },
] as const

/** Invoices that are paid to addresses of the merchant's own wallet, and what lies there (ADR 0031). */
export function OwnWalletCard({ action, mode, choices, totals, holdings, more, exportHref }: Props) {
  return (
    <Card id="own-wallet" title="Your own wallet">
      <div className="flex flex-col gap-5">
        <p className="max-w-2xl text-sm/6 text-muted">
          With the extended public key of an account (such as m/44’/60’/0’) each invoice gets an address of
          your own wallet. Only your wallet can move what is paid there. No contract takes the platform’s fee
          on this way: it is owed, and your settlements say how much.
        </p>
        {totals.length > 0 && (
          <div className="flex flex-col gap-4">
            <ul className="flex flex-col gap-1 text-sm/6">
              {totals.map((total) => (
                <li key={total}>{total}</li>
              ))}
            </ul>
            {holdings.length > 0 && (
              <div className="rounded-lg border border-line">
                <Table label="What lies at addresses of your wallet" columns={COLUMNS}>
                  {holdings.map((line) => (
                    <Row key={line.id}>
                      <Cell>
                        <span className="flex flex-col gap-1">
                          <span className="figures font-medium">{line.amount}</span>
                          <span className="text-xs text-muted">{line.network}</span>
                          {line.flag && <Badge tone="careful">{line.flag}</Badge>}
                        </span>
                      </Cell>
                      <Cell from="sm">
                        <ChainLink link={line.address} what="the address" />
                      </Cell>
                      <Cell from="md">
                        <span className="font-mono text-[0.8125rem]">
                          {line.path} <span className="text-muted">({line.fingerprint})</span>
                        </span>
                      </Cell>
                      <Cell>
                        <a
                          className="text-link underline-offset-4 hover:underline"
                          href={`/dashboard/invoices/${line.invoiceId}`}
                        >
                          Invoice
                        </a>
                      </Cell>
                    </Row>
                  ))}
                </Table>
              </div>
            )}
            <div className="flex flex-wrap items-center gap-3">
              <a className={buttonClass('plain')} href={exportHref} download>
                Download all as CSV
              </a>
              {more && <span className="text-sm text-muted">Only the first are shown here.</span>}
            </div>
          </div>
        )}
        {action && choices.length > 0 && <OwnWalletForm action={action} mode={mode} choices={choices} />}
      </div>
    </Card>
  )
}
