import { Card } from '@/components/ui/Card'
import { dayText, type Figures } from '@/lib/dashboard/figures'

/** In the units of the drawing; it is stretched to the width that there is. */
const [STEP, WIDTH, HEIGHT] = [10, 7, 1000]

/** What the last days came to: four numbers, and a bar for each day. */
export function FiguresCard({ figures: { numbers, bars, summary } }: { figures: Figures }) {
  return (
    <Card id="figures" title={`Last ${bars.length} days`}>
      <div className="flex flex-col gap-5">
        <dl className="grid grid-cols-2 gap-x-4 gap-y-4 lg:grid-cols-4">
          {numbers.map(({ label, value, note }) => (
            <div key={label} className="flex min-w-0 flex-col">
              <dt className="text-sm/6 text-muted">{label}</dt>
              <dd className="figures text-xl/7 font-semibold break-words">{value}</dd>
              <dd className="figures text-xs/5 text-muted">{note}</dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-col gap-1.5">
          <svg
            role="img"
            aria-label={summary}
            viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-28 w-full border-b border-line-strong text-link"
          >
            {bars.map(({ day, height, text }, index) => (
              <g key={day}>
                <title>{text}</title>
                {/* Whatever its height, a day can be pointed at. */}
                <rect x={index * STEP} width={STEP} height={HEIGHT} fill="transparent" />
                <rect
                  x={index * STEP + (STEP - WIDTH) / 2}
                  y={HEIGHT - height}
                  width={WIDTH}
                  height={height}
                  className="fill-current"
                />
              </g>
            ))}
          </svg>
          <p aria-hidden="true" className="figures flex justify-between text-xs text-muted">
            <span>{dayText(bars[0]?.day ?? '')}</span>
            <span>Received by day</span>
            <span>{dayText(bars.at(-1)?.day ?? '')}</span>
          </p>
        </div>
      </div>
    </Card>
  )
}
