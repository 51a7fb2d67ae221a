import Link from 'next/link'
import { Card } from '@/components/ui/Card'
import { SPANS, type Figures, type Span } from '@/lib/dashboard/figures'
import { BarChart } from './BarChart'

/** What the last days came to: four numbers, and three charts with their tables. */
export function FiguresCard({ figures: { numbers, charts }, span }: { figures: Figures; span: Span }) {
  return (
    <Card
      id="figures"
      title="How you are doing"
      aside={
        <nav aria-label="How far back" className="flex flex-wrap gap-1">
          {SPANS.map(({ period, label }) => (
            <Link
              key={period}
              href={period === '30d' ? '/dashboard#figures' : `/dashboard?period=${period}#figures`}
              aria-current={period === span.period ? 'true' : undefined}
              className="inline-flex min-h-11 items-center rounded-md px-2.5 text-sm text-muted hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink lg:min-h-8"
            >
              {label}
            </Link>
          ))}
        </nav>
      }
    >
      <div className="flex flex-col gap-7">
        <dl className="grid grid-cols-2 gap-x-4 gap-y-4 lg:grid-cols-4">
          {numbers.map(({ label, value, note }) => (
            <div key={label} className="flex min-w-0 flex-col">
              <dt className="text-sm/6 text-muted">{label}</dt>
              <dd className="figures text-xl/7 font-semibold break-words">{value}</dd>
              <dd className="figures text-xs/5 text-muted">{note}</dd>
            </div>
          ))}
        </dl>
        {charts.map((chart) => (
          <BarChart key={chart.id} chart={chart} />
        ))}
      </div>
    </Card>
  )
}
