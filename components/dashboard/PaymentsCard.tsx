import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { Cell, Row, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { PaymentFacts } from '@/lib/dashboard/invoiceView'

const COLUMNS = [
  { name: 'Amount' },
  { name: 'Status' },
  { name: 'Confirmations', from: 'md' },
  { name: 'Transaction', from: 'sm' },
] as const

/** Every transfer to the invoice's address that was seen. */
export function PaymentsCard({ payments, zone }: { payments: readonly PaymentFacts[]; zone: string }) {
  return (
    <Card id="payments" title="Payments" flush>
      {payments.length === 0 ? (
        <p className="px-4 py-6 text-sm text-muted sm:px-5">Nothing has arrived at its address yet.</p>
      ) : (
        <Table label="Payments" columns={COLUMNS}>
          {payments.map((payment) => (
            <Row key={payment.id}>
              <Cell>
                <span className="flex flex-col">
                  <span className="figures font-medium whitespace-nowrap">{payment.amount}</span>
                  <span className="figures text-xs text-muted">
                    {payment.value && `${payment.value}, `}
                    <Time at={payment.at} zone={zone} seconds />
                  </span>
                  <span className="text-xs text-muted sm:hidden">
                    {payment.transaction && <ChainLink link={payment.transaction} what="the transaction" />}
                  </span>
                </span>
              </Cell>
              <Cell>
                <Badge tone={payment.badge.tone}>{payment.badge.label}</Badge>
              </Cell>
              <Cell from="md">
                <span className="figures">{payment.confirmations}</span>
              </Cell>
              <Cell from="sm">
                <span className="flex flex-col">
                  {payment.transaction ? (
                    <ChainLink link={payment.transaction} what="the transaction" />
                  ) : (
                    <span className="text-muted">Seen in the balance</span>
                  )}
                  <span className="figures text-xs whitespace-nowrap text-muted">
                    {payment.network}, block {payment.block}
                  </span>
                </span>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  )
}
