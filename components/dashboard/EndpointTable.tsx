import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { EndpointLine } from '@/lib/dashboard/endpoints'

const COLUMNS = [
  { name: 'Address' },
  { name: 'Is told', from: 'lg' },
  { name: 'Secret', from: 'lg' },
  { name: 'Lately', from: 'md' },
  { name: 'Status', from: 'sm' },
  { name: 'Actions', align: 'right', silent: true },
] as const

type Props = {
  lines: readonly EndpointLine[]
  zone: string
  /** Enables a disabled endpoint again; null for who may not. */
  enable: ((form: FormData) => Promise<void>) | null
}

/** Who is told; a line leads to all about it. */
export function EndpointTable({ lines, zone, enable }: Props) {
  return (
    <Table label="Endpoints" columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <Link href={line.href} className={`${rowLink} break-all`}>
              {line.url}
            </Link>
          </Cell>
          <Cell from="lg">
            <span className="flex flex-col text-muted">
              <span>{line.form}</span>
              <span className="line-clamp-2 text-xs">{line.events}</span>
            </span>
          </Cell>
          <Cell from="lg">
            <code className="font-mono text-[0.8125rem] text-muted">{line.secret}</code>
          </Cell>
          <Cell from="md">
            <span className="flex flex-col text-muted">
              <span className="figures">{line.rate}</span>
              {line.lastDeliveryAt && (
                <span className="text-xs">
                  <Time at={line.lastDeliveryAt} zone={zone} />
                </span>
              )}
            </span>
          </Cell>
          <Cell from="sm">
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </Cell>
          <Cell align="right">
            {enable && !line.enabled && (
              // Above the link that covers the line.
              <form action={enable} className="relative z-10">
                <input type="hidden" name="id" value={line.id} />
                <Button aria-label={`Enable ${line.url}`}>Enable</Button>
              </form>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
