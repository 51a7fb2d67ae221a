import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { DeliveryLine } from '@/lib/dashboard/deliveryLines'

const COLUMNS = [
  { name: 'Event' },
  { name: 'Status' },
  { name: 'Sent to', from: 'lg' },
  { name: 'Answer', from: 'sm' },
  { name: 'Happened', from: 'md' },
] as const

type Props = {
  lines: readonly DeliveryLine[]
  zone: string
  /** In a part of a page: where and when it was sent stand under the event. */
  narrow?: boolean
}

/** Deliveries, a line each. */
export function DeliveryTable({ lines, zone, narrow = false }: Props) {
  const columns = narrow ? COLUMNS.filter(({ name }) => name !== 'Sent to' && name !== 'Happened') : COLUMNS
  return (
    <Table label="Webhook deliveries" columns={columns}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col gap-0.5">
              <Link
                href={line.href}
                className={`${rowLink} font-mono text-[0.8125rem] max-sm:break-all sm:whitespace-nowrap`}
              >
                {line.event}
              </Link>
              {narrow && <span className="line-clamp-1 text-xs break-all text-muted">{line.sentTo}</span>}
              <span className={`text-xs text-muted ${narrow ? '' : 'md:hidden'}`}>
                <Time at={line.at} zone={zone} seconds />
              </span>
            </span>
          </Cell>
          <Cell>
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
          {!narrow && (
            <Cell from="lg">
              <span className="line-clamp-1 max-w-72 break-all text-muted">{line.sentTo}</span>
            </Cell>
          )}
          <Cell from="sm">
            <span className="whitespace-nowrap text-muted">{line.answer}</span>
          </Cell>
          {!narrow && (
            <Cell from="md">
              <span className="text-muted">
                <Time at={line.at} zone={zone} seconds />
              </span>
            </Cell>
          )}
        </Row>
      ))}
    </Table>
  )
}
