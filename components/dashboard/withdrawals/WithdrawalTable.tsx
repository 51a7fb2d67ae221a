import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { WithdrawalLine } from '@/lib/dashboard/withdrawals'

const COLUMNS = [
  { name: 'To your wallet' },
  { name: 'Transaction', from: 'md' },
  { name: 'Status', from: 'sm' },
  { name: 'When', from: 'lg' },
] as const

/** Withdrawals, newest first; a line leads to what became of it. */
export function WithdrawalTable({ lines, zone }: { lines: readonly WithdrawalLine[]; zone: string }) {
  return (
    <Table label="Withdrawals" columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col gap-1">
              <Link href={line.href} className={`${rowLink} figures`}>
                {line.amounts.join(', ') || 'Nothing'}
              </Link>
              <span className="text-xs text-muted">on {line.network}</span>
              <span className="text-xs text-muted lg:hidden">
                <Time at={line.at} zone={zone} />
              </span>
              <span className="sm:hidden">
                <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
              </span>
            </span>
          </Cell>
          <Cell from="md">
            <span className="font-mono text-[0.8125rem] text-muted">{line.transaction.short}</span>
          </Cell>
          <Cell from="sm">
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
          <Cell from="lg">
            <span className="text-muted">
              <Time at={line.at} zone={zone} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
