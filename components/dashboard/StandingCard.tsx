import type { Standing } from '@/lib/dashboard/standing'

/** The state of an invoice, why it is so, and what comes next. */
export function StandingCard({ standing }: { standing: Standing }) {
  return (
    <section
      aria-labelledby="standing"
      data-tone={standing.tone}
      className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <div className="flex flex-col gap-1">
        <h2 id="standing" className="figures text-lg/7 font-semibold text-tone">
          {standing.headline}
        </h2>
        <p className="text-sm/6">{standing.why}</p>
      </div>
      <p className="rounded-lg bg-raised px-3.5 py-2.5 text-sm/6">
        <strong className="font-semibold">Next: </strong>
        {standing.next}
      </p>
    </section>
  )
}
