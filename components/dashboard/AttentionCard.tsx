import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { Time } from '@/components/ui/Time'
import type { AttentionItem } from '@/lib/dashboard/attentionItems'

type Props = { items: readonly AttentionItem[]; zone: string; more: { href: string; label: string } | null }

/** What somebody should look at now; a calm line when there is nothing. */
export function AttentionCard({ items, zone, more }: Props) {
  return (
    <Card
      id="attention"
      title="Needs your attention"
      flush
      aside={
        more && (
          <Link
            href={more.href}
            className="inline-flex min-h-11 items-center text-sm font-medium text-link hover:underline lg:min-h-0"
          >
            {more.label}
          </Link>
        )
      }
    >
      {items.length === 0 ? (
        <p className="flex items-center gap-3 px-4 py-5 text-sm text-muted sm:px-5">
          <span aria-hidden="true" data-tone="good" className="size-2.5 rounded-full bg-tone" />
          Nothing: every payment is accounted for.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {items.map((item) => (
            <li
              key={item.id}
              className="relative px-4 py-3.5 transition-colors has-[a]:hover:bg-raised sm:px-5"
            >
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                <div className="flex min-w-0 flex-col gap-0.5 text-sm/6">
                  <p className="figures flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
                    <Badge tone={item.tone}>{item.badge}</Badge>
                    {item.href ? (
                      <Link
                        href={item.href}
                        className="break-words after:absolute after:inset-0 hover:underline"
                      >
                        {item.title}
                      </Link>
                    ) : (
                      item.title
                    )}
                  </p>
                  <p className="text-muted">{item.text}</p>
                </div>
                {item.at && (
                  <p className="shrink-0 text-xs/6 text-muted">
                    <Time at={item.at} zone={zone} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
