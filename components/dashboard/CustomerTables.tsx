import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { CustomerInvoiceLine, CustomerLine, EntryLine } from '@/lib/dashboard/customers'

/** Customers, newest first. */
export function CustomerTable({ lines, zone }: { lines: readonly CustomerLine[]; zone: string }) {
  return (
    <Table
      label="Customers"
      columns={[{ name: 'Customer' }, { name: 'Since', from: 'sm' }, { name: 'Credit', align: 'right' }]}
    >
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex min-w-0 flex-col">
              <Link href={`/dashboard/customers/${line.id}`} className={`${rowLink} break-words`}>
                {line.name}
              </Link>
              {line.reference && <span className="text-xs break-words text-muted">{line.reference}</span>}
            </span>
          </Cell>
          <Cell from="sm">
            <Time at={line.at} zone={zone} />
          </Cell>
          <Cell align="right">{line.credit}</Cell>
        </Row>
      ))}
    </Table>
  )
}

/** What changed a customer's credit, newest first; each row leads to its invoice. */
export function EntryTable({ lines, zone }: { lines: readonly EntryLine[]; zone: string }) {
  return (
    <Table
      label="Changes of the credit"
      columns={[{ name: 'What' }, { name: 'Network', from: 'md' }, { name: 'Amount', align: 'right' }]}
    >
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col">
              <Link href={`/dashboard/invoices/${line.invoiceId}`} className={rowLink}>
                {line.title}
              </Link>
              <span className="figures text-xs text-muted">
                <Time at={line.at} zone={zone} />
              </span>
            </span>
          </Cell>
          <Cell from="md">{line.network}</Cell>
          <Cell align="right">
            <span data-tone={line.tone} className="font-medium whitespace-nowrap text-tone">
              {line.amount}
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** A customer's invoices, newest first. */
export function CustomerInvoiceTable({
  lines,
  zone,
}: {
  lines: readonly CustomerInvoiceLine[]
  zone: string
}) {
  return (
    <Table
      label="Invoices of the customer"
      columns={[{ name: 'Invoice' }, { name: 'Status' }, { name: 'Total', align: 'right' }]}
    >
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex min-w-0 flex-col">
              <Link href={`/dashboard/invoices/${line.id}`} className={`${rowLink} break-words`}>
                {line.title}
              </Link>
              <span className="figures text-xs text-muted">
                <Time at={line.at} zone={zone} />
              </span>
            </span>
          </Cell>
          <Cell>
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
          <Cell align="right">{line.total}</Cell>
        </Row>
      ))}
    </Table>
  )
}
