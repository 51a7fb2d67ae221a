import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { SettlementLine } from '@/lib/dashboard/settlementRows'

const COLUMNS = [
  { name: 'Yours' },
  { name: 'Arrived', align: 'right', from: 'md' },
  { name: 'Fee', align: 'right', from: 'md' },
  { name: 'Value', align: 'right' },
  { name: 'Status', from: 'sm' },
  { name: 'Made', from: 'lg' },
] as const

/** Settlements, newest first; a line leads to its invoice. */
export function SettlementTable({ lines, zone }: { lines: readonly SettlementLine[]; zone: string }) {
  return (
    <Table label="Settlements" columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col gap-1">
              <Link href={line.href} className={`${rowLink} figures`}>
                {line.net}
                <span className="sr-only">, open its invoice</span>
              </Link>
              <span className="text-xs text-muted">on {line.network}</span>
              <span className="text-xs text-muted lg:hidden">
                <Time at={line.madeAt} zone={zone} />
              </span>
              <span className="sm:hidden">
                <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
              </span>
            </span>
          </Cell>
          <Cell align="right" from="md">
            <span className="text-muted">{line.gross}</span>
          </Cell>
          <Cell align="right" from="md">
            <span className="text-muted">{line.fee}</span>
          </Cell>
          <Cell align="right">
            <span className="font-semibold">{line.value}</span>
          </Cell>
          <Cell from="sm">
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
          <Cell from="lg">
            <span className="text-muted">
              <Time at={line.madeAt} zone={zone} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
