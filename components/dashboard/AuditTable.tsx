import Link from 'next/link'
import { Cell, Row, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { AuditRow } from '@/lib/dashboard/auditRows'

const COLUMNS = [
  { name: 'What' },
  { name: 'Who', from: 'md' },
  { name: 'From where', from: 'lg' },
  { name: 'When', from: 'sm', align: 'right' },
  { name: 'Place', from: 'lg', align: 'right' },
] as const

/** Lines of the audit log; what changed stands under what happened. */
export function AuditTable({ rows, zone }: { rows: readonly AuditRow[]; zone: string }) {
  return (
    <Table label="Audit log" columns={COLUMNS}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell>
            <div className="flex min-w-0 flex-col gap-1">
              <span className="font-medium">{row.title}</span>
              <Subject row={row} />
              <Changes row={row} />
              <span className="text-xs/5 text-muted md:hidden">
                {row.who}
                {row.from && `, ${row.from}`}
              </span>
              <span className="text-xs/5 text-muted sm:hidden">
                <Time at={row.at} zone={zone} seconds />
              </span>
            </div>
          </Cell>
          <Cell from="md">
            <span title={row.actor} className="break-words">
              {row.who}
            </span>
          </Cell>
          <Cell from="lg">
            <span className="flex flex-col text-muted">
              <span className="figures">{row.from ?? 'Not known'}</span>
              {row.userAgent && (
                <span title={row.userAgent} className="line-clamp-1 max-w-48 text-xs/5 break-all">
                  {row.userAgent}
                </span>
              )}
            </span>
          </Cell>
          <Cell from="sm" align="right">
            <span className="text-muted">
              <Time at={row.at} zone={zone} seconds />
            </span>
          </Cell>
          <Cell from="lg" align="right">
            {row.place ? (
              <span title={`SHA-256 ${row.place.hash}`} className="flex flex-col">
                <span>{row.place.position.toLocaleString('en-US')}</span>
                <code className="font-mono text-xs text-muted">{row.place.hash.slice(0, 8)}</code>
              </span>
            ) : (
              <span className="text-muted">Soon</span>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** A line or two stand open; more would bury the lines around them. */
function Changes({ row: { changes } }: { row: AuditRow }) {
  if (changes.length === 0) return null
  const list = (
    <dl className="grid grid-cols-[auto_1fr] gap-x-2 text-xs/5 text-muted">
      {changes.map(({ name, text }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt>{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere] text-ink">{text}</dd>
        </div>
      ))}
    </dl>
  )
  if (changes.length <= 2) return list
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center text-xs font-medium text-link lg:min-h-7">
        {changes.length} details
      </summary>
      {list}
    </details>
  )
}

function Subject({ row: { subject, href } }: { row: AuditRow }) {
  if (!subject) return null
  const text = <code className="font-mono text-xs [overflow-wrap:anywhere] text-muted">{subject}</code>
  if (!href) return text
  return (
    <Link
      href={href}
      className="inline-flex min-h-11 items-center underline-offset-4 hover:underline lg:min-h-0"
    >
      {text}
    </Link>
  )
}
