import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Card, Fact, Facts } from '@/components/ui/Card'
import type { SessionLine } from '@/lib/dashboard/linkLines'

type Props = { line: SessionLine & { url: string; linkId: string | null } }

/** The checkout session around an invoice, with what its customer said. */
export function SessionCard({ line }: Props) {
  return (
    <Card
      id="session"
      title="Checkout session"
      aside={<Badge tone={line.badge.tone}>{line.badge.label}</Badge>}
    >
      <Facts>
        <Fact name="Session">
          <a href={line.url} className="font-mono text-xs break-all text-link underline underline-offset-4">
            {line.id}
          </a>
        </Fact>
        {line.linkId && (
          <Fact name="Begun at">
            <Link
              href={`/dashboard/payment-links/${line.linkId}`}
              className="text-link underline underline-offset-4"
            >
              its payment link
            </Link>
          </Fact>
        )}
        {line.customer && <Fact name="Said to be">{line.customer}</Fact>}
        {line.note && <Fact name="Note">{line.note}</Fact>}
      </Facts>
    </Card>
  )
}
