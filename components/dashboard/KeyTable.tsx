import { Badge } from '@/components/ui/Badge'
import { Confirm } from '@/components/ui/Confirm'
import { Cell, Row, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import type { KeyLine } from '@/lib/dashboard/apiKeys'

const COLUMNS = [
  { name: 'Key' },
  { name: 'May do', from: 'lg' },
  { name: 'Last used', from: 'md' },
  { name: 'Status', from: 'sm' },
  { name: 'Actions', align: 'right', silent: true },
] as const

type Props = {
  lines: readonly KeyLine[]
  zone: string
  revoke: (form: FormData) => Promise<void>
  /** The key that the page was asked to ask about. */
  asked: string | null
}

/** Keys by what can be shown of them. */
export function KeyTable({ lines, zone, revoke, asked }: Props) {
  return (
    <Table label="API keys" columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell>
            <span className="flex flex-col gap-0.5">
              <span className="font-medium break-words">{line.name}</span>
              <span className="flex flex-wrap items-center gap-2">
                <code className="font-mono text-[0.8125rem] text-muted">{line.start}</code>
                {line.mode === 'test' && <Badge tone="careful">Test</Badge>}
                <span className="sm:hidden">
                  <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
                </span>
              </span>
            </span>
          </Cell>
          <Cell from="lg">
            <span className="line-clamp-2 text-muted">{line.may}</span>
          </Cell>
          <Cell from="md">
            <span className="text-muted">
              {line.lastUsedAt ? <Time at={line.lastUsedAt} zone={zone} /> : 'Never'}
            </span>
          </Cell>
          <Cell from="sm">
            <span className="flex flex-col items-start gap-1">
              <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
              {line.revocable && line.expiresAt && (
                <span className="text-xs text-muted">
                  until <Time at={line.expiresAt} zone={zone} />
                </span>
              )}
            </span>
          </Cell>
          <Cell align="right">
            {line.revocable && (
              <Confirm
                trigger="Revoke"
                title={`Revoke “${line.name}”?`}
                text="Whatever uses it is refused from this moment on, and so is every token made with it. It cannot be taken back."
                confirm="Revoke the key"
                dismiss="Keep it"
                action={revoke}
                hidden={{ id: line.id }}
                href={`?revoke=${line.id}`}
                asked={asked === line.id}
              />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
