import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { InvoiceLine } from '@/lib/dashboard/invoiceRows'

const COLUMNS = [
  { name: 'Invoice' },
  { name: 'Amount', align: 'right' },
  { name: 'Status', from: 'sm' },
  { name: 'Asked for', from: 'lg' },
  { name: 'Made', from: 'md' },
] as const

/** Invoices, a line each; on a phone a line says it all in its first cell. */
export function InvoiceTable({ lines, zone }: { lines: readonly InvoiceLine[]; zone: string }) {
  return (
    <Table label="Invoices" columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col gap-1">
              <Link href={line.href} className={`${rowLink} line-clamp-2 break-words`}>
                {line.title}
              </Link>
              <span className="text-xs text-muted md:hidden">
                <Time at={line.createdAt} zone={zone} />
              </span>
              <span className="sm:hidden">
                <Badges line={line} />
              </span>
            </span>
          </Cell>
          <Cell align="right">
            <span className="font-semibold">{line.total}</span>{' '}
            <span className="text-muted max-sm:hidden">{line.currency}</span>
          </Cell>
          <Cell from="sm">
            <Badges line={line} />
          </Cell>
          <Cell from="lg">
            <span className="figures text-muted">
              {line.asked} <span className="text-faint">on {line.network}</span>
            </span>
          </Cell>
          <Cell from="md">
            <span className="text-muted">
              <Time at={line.createdAt} zone={zone} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function Badges({ line }: { line: InvoiceLine }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {line.badges.map((badge) => (
        <Badge key={badge.label} tone={badge.tone}>
          {badge.label}
        </Badge>
      ))}
    </span>
  )
}
