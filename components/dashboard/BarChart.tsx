import type { Chart } from '@/lib/dashboard/figures'

/** In the units of the drawing; it is stretched to the width that there is. */
const [STEP, WIDTH, HEIGHT] = [10, 7, 1000]

const SCROLLED = 'max-h-40 overflow-y-auto rounded-lg border border-line'

/** A chart of bars, drawn by the server, and its table beside it: the same for whoever cannot see or point. */
export function BarChart({ chart: { id, title, summary, top, columns, bars } }: { chart: Chart }) {
  return (
    <section aria-labelledby={`chart-${id}`} className="flex min-w-0 flex-col gap-3">
      <h3 id={`chart-${id}`} className="text-sm font-semibold">
        {title}
      </h3>
      <div className="grid min-w-0 gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="flex min-w-0 flex-col gap-1.5">
          <p
            aria-hidden="true"
            className="figures border-t border-dashed border-line pt-0.5 text-xs text-muted"
          >
            {top}
          </p>
          <svg
            role="img"
            aria-label={summary}
            viewBox={`0 0 ${Math.max(1, bars.length) * STEP} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-28 w-full border-b border-line-strong text-link"
          >
            {bars.map(({ part, name, height, value, note }, index) => (
              <g key={part}>
                <title>{`${name}: ${value}, ${note}`}</title>
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
            <span>{bars[0]?.name}</span>
            <span>{bars.length > 1 && bars.at(-1)?.name}</span>
          </p>
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable */}
        <section tabIndex={0} aria-label={`${title} as a table`} className={SCROLLED}>
          <table className="figures w-full text-left text-xs">
            <thead className="sticky top-0 bg-surface">
              <tr className="border-b border-line text-muted">
                <th scope="col" className="px-3 py-1.5 font-medium">
                  When
                </th>
                <th scope="col" className="px-3 py-1.5 text-right font-medium">
                  {columns.value}
                </th>
                <th scope="col" className="px-3 py-1.5 text-right font-medium">
                  {columns.note}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {bars.toReversed().map(({ part, name, value, note }) => (
                <tr key={part}>
                  <th scope="row" className="px-3 py-1.5 font-normal whitespace-nowrap">
                    {name}
                  </th>
                  <td className="px-3 py-1.5 text-right">{value}</td>
                  <td className="px-3 py-1.5 text-right text-muted">{note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </section>
  )
}
