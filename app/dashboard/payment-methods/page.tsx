import type { Metadata } from 'next'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { WalletsCard } from '@/components/dashboard/WalletsCard'
import { Badge } from '@/components/ui/Badge'
import { ChainLink } from '@/components/ui/ChainLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { Cell, Row, Table } from '@/components/ui/Table'
import { methodLine } from '@/lib/dashboard/methodLines'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { listWallets } from '@/lib/services/wallets/listWallets'
import { declare, forget } from './actions'

export const metadata: Metadata = { title: 'Payment methods' }

const COLUMNS = [
  { name: 'Token' },
  { name: 'Network' },
  { name: 'Goes to', from: 'sm' },
  { name: 'Status' },
] as const

export default async function PaymentMethods() {
  const { app, actor, session, may } = await visit('/dashboard/payment-methods')
  const lines = (await listPaymentMethods(app, actor)).map(methodLine)
  const { declared, treasuries } = await listWallets(app, actor)
  const wallets = [
    ...treasuries.map((address) => ({ id: null, address, label: 'Your payments go there' })),
    ...declared.map(({ id, address, label }) => ({ id, address, label: label ?? 'Declared by you' })),
  ]
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
                </Cell>
                <Cell from="sm">
                  <ChainLink link={line.treasury} what="your wallet" />
                </Cell>
                <Cell>
                  <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
                </Cell>
              </Row>
            ))}
          </Table>
        ) : (
          <EmptyState title="No payment methods yet">
            Whoever runs this checkout adds them, with the address of your wallet. Test mode has some from the
            start.
          </EmptyState>
        )}
      </div>
      <WalletsCard
        wallets={wallets}
        mode={session.mode}
        actions={may('wallets:manage') ? { declare, forget } : null}
      />
    </>
  )
}
