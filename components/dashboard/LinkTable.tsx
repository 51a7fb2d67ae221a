import Link from 'next/link'
import { CopyButton } from '@/components/pay/CopyButton'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { LinkLine, SessionLine } from '@/lib/dashboard/linkLines'

const COLUMNS = [
  { name: 'Link' },
  { name: 'Amount', align: 'right', from: 'sm' },
  { name: 'Uses', from: 'lg' },
  { name: 'Made', from: 'md' },
  { name: 'Status' },
  { name: 'Copy', align: 'right', silent: true, from: 'sm' },
] as const

/** Payment links; a line leads to the link's own page. */
export function LinkTable({ lines, zone }: { lines: readonly LinkLine[]; zone: string }) {
  return (
    <Table label="Payment links" columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col">
              <Link href={`/dashboard/payment-links/${line.id}`} className={`${rowLink} break-words`}>
                {line.title}
              </Link>
              <span className="font-mono text-xs break-all text-muted max-sm:hidden">{line.url}</span>
              <span className="figures text-muted sm:hidden">{line.amount}</span>
            </span>
          </Cell>
          <Cell align="right" from="sm">
            {line.amount}
          </Cell>
          <Cell from="lg">
            <span className="figures text-muted">{line.uses}</span>
          </Cell>
          <Cell from="md">
            <span className="text-muted">
              <Time at={line.createdAt} zone={zone} />
            </span>
          </Cell>
          <Cell>
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
          <Cell align="right" from="sm">
            {/* Above the link that covers the line. */}
            <span className="relative z-10 inline-flex">
              <CopyButton text={line.url} what={`the link of ${line.title}`} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

const SESSION_COLUMNS = [
  { name: 'Customer' },
  { name: 'Amount', align: 'right' },
  { name: 'Begun', from: 'sm' },
  { name: 'Status' },
] as const

/** Sessions of a link; a line leads to the invoice beneath. */
export function SessionTable({ lines, zone }: { lines: readonly SessionLine[]; zone: string }) {
  return (
    <Table label="Sessions" columns={SESSION_COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col">
              <Link href={`/dashboard/invoices/${line.invoiceId}`} className={`${rowLink} break-words`}>
                {line.customer ?? 'Somebody'}
              </Link>
              {line.note && <span className="line-clamp-2 text-muted">{line.note}</span>}
            </span>
          </Cell>
          <Cell align="right">{line.amount}</Cell>
          <Cell from="sm">
            <span className="text-muted">
              <Time at={line.createdAt} zone={zone} />
            </span>
          </Cell>
          <Cell>
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
