import type { Metadata } from 'next'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { OwnWalletCard } from '@/components/dashboard/OwnWalletCard'
import { AddTokenCard } from '@/components/dashboard/AddTokenCard'
import { TreasuryCard } from '@/components/dashboard/TreasuryCard'
import { WalletsCard } from '@/components/dashboard/WalletsCard'
import { Badge } from '@/components/ui/Badge'
import { ChainLink } from '@/components/ui/ChainLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { Cell, Row, Table } from '@/components/ui/Table'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { Time } from '@/components/ui/Time'
import { forwardingNetworks, methodLine } from '@/lib/dashboard/methodLines'
import { holdingLine, totalLine, walletChoices } from '@/lib/dashboard/ownWallet'
import { treasuryChoices } from '@/lib/dashboard/treasury'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { listWallets } from '@/lib/services/wallets/listWallets'
import { listHoldings } from '@/lib/services/xpub/listHoldings'
import { declare, forget } from './actions'
import { takeToken } from './tokenActions'
import { sendThere } from './treasuryActions'
import { callOffWallet, setOwnWallet } from './walletActions'

export const metadata: Metadata = { title: 'Payment methods' }

const HOLDINGS_SHOWN = 50
const HOUR_MS = 3_600_000

const NOTHING_HELD: Awaited<ReturnType<typeof listHoldings>> = { totals: [], holdings: [], more: false }

const COLUMNS = [
  { name: 'Token' },
  { name: 'Network' },
  { name: 'Goes to', from: 'sm' },
  { name: 'Status' },
] as const

export default async function PaymentMethods() {
  const { app, actor, session, may, zone } = await visit('/dashboard/payment-methods')
  const methods = await listPaymentMethods(app, actor)
  const lines = methods.map(methodLine)
  const forwarding = forwardingNetworks(methods)
  const { declared, treasuries } = await listWallets(app, actor)
  const wallets = [
    ...treasuries.map((address) => ({ id: null, address, label: 'Your payments go there' })),
    ...declared.map(({ id, address, label }) => ({ id, address, label: label ?? 'Declared by you' })),
  ]
  const own = may('settlements:read') ? await listHoldings(app, actor, HOLDINGS_SHOWN) : NOTHING_HELD
  const choices = walletChoices(app.networks.all(), session.mode)
  const passedOn = treasuryChoices(app.networks.all(), session.mode, methods)
  const waitHours = session.mode === 'live' ? Math.ceil(app.policy.payoutDelayMs / HOUR_MS) : 0
  return (
    <>
      <PageHead
        title="Payment methods"
        lead="What your customers can pay with, and the wallet of yours that each payment can only go to."
      />
      <div className="rounded-xl border border-line bg-surface">
        {lines.length > 0 ? (
          <Table label="Payment methods" columns={COLUMNS}>
            {lines.map((line) => (
              <Row key={line.id}>
                <Cell>
                  <span className="font-medium">{line.token}</span>
                </Cell>
                <Cell>
                  <span className="flex flex-wrap items-center gap-2">
                    {line.network}
                    {line.isDefault && <Badge tone="plain">Default for {line.token}</Badge>}
                  </span>
                  {line.minimum && <span className="text-muted block text-sm">{line.minimum}</span>}
                </Cell>
                <Cell from="sm">
                  <span className="flex flex-col gap-1">
                    {line.treasury && <ChainLink link={line.treasury} what="your wallet" />}
                    {line.wallet && <span>Your own wallet {line.wallet}</span>}
                    {line.next && (
                      <span className="flex flex-wrap items-center gap-2 text-muted">
                        {'treasury' in line.next ? (
                          <ChainLink link={line.next.treasury} what="your next wallet" />
                        ) : (
                          <>Your own wallet {line.next.wallet}</>
                        )}{' '}
                        from <Time at={line.next.from} zone={zone} />
                        {may('payout:change') && (
                          <form action={callOffWallet}>
                            <input type="hidden" name="id" value={line.id} />
                            <SubmitButton kind="quiet">Call it off</SubmitButton>
                          </form>
                        )}
                      </span>
                    )}
                  </span>
                </Cell>
                <Cell>
                  <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
                </Cell>
              </Row>
            ))}
          </Table>
        ) : (
          <EmptyState title="No payment methods yet">
            {may('payout:change') && passedOn.length > 0
              ? 'Say below where your money goes: then your customers can pay you.'
              : 'The owner of this business adds them, with the address of a wallet. Test mode has some from the start.'}
          </EmptyState>
        )}
      </div>
      {may('payout:change') && passedOn.length > 0 && (
        <TreasuryCard
          action={sendThere}
          mode={session.mode}
          choices={passedOn}
          wait={waitHours === 0 ? null : waitHours === 1 ? 'an hour' : `${waitHours} hours`}
        />
      )}
      {/* Test mode's simulated networks have no wallets: without a test network there is nothing to choose. */}
      {(choices.length > 0 || own.totals.length > 0) && (
        <OwnWalletCard
          action={may('payout:change') ? setOwnWallet : null}
          mode={session.mode}
          choices={choices}
          totals={own.totals.map(totalLine)}
          holdings={own.holdings.map((holding) => holdingLine(holding, (id) => app.networks.get(id)))}
          more={own.more}
          exportHref="/dashboard/payment-methods/holdings"
        />
      )}
      {may('merchants:write') && forwarding.length > 0 && (
        <AddTokenCard action={takeToken} mode={session.mode} networks={forwarding} />
      )}
      <WalletsCard
        wallets={wallets}
        mode={session.mode}
        actions={may('wallets:manage') ? { declare, forget } : null}
      />
    </>
  )
}
