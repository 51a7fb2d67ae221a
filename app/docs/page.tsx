import { GUIDE_GROUPS } from '@/lib/docs/catalogue'
import { GROUPS } from '@/lib/docs/reference/groups'

/** Where an integrator begins. */
export default function Overview() {
  const [start, ...more] = GUIDE_GROUPS
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-12">
      <header className="flex max-w-2xl flex-col gap-3">
        <h1 className="text-4xl font-semibold tracking-tight">Take payments in crypto</h1>
        <p className="text-lg/8 text-muted">
          Ask for an invoice, send your customer to its page, and be told when it is paid. The money goes to
          your own wallet; this server holds no key that can spend it.
        </p>
      </header>
      <Cards title={start?.label ?? ''} cards={(start?.guides ?? []).map(cardOfGuide)} />
      <Cards title="Guides" cards={more.flatMap(({ guides }) => guides.map(cardOfGuide))} />
      <Cards
        title="Reference"
        cards={[
          ...GROUPS.map(({ slug, title, summary }) => ({ href: `/docs/api/${slug}`, title, summary })),
          { href: '/docs/errors', title: 'Errors', summary: 'Every code, what it means, and what to do.' },
          {
            href: '/api/v1/openapi.json',
            title: 'OpenAPI',
            summary: 'The same as a document, for your tools.',
          },
        ]}
      />
    </div>
  )
}

type CardLink = { href: string; title: string; summary: string }

function cardOfGuide({ slug, title, summary }: { slug: string; title: string; summary: string }): CardLink {
  return { href: `/docs/${slug}`, title, summary }
}

function Cards({ title, cards }: { title: string; cards: readonly CardLink[] }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {cards.map(({ href, title: name, summary }) => (
          <li key={href}>
            <a
              href={href}
              className="flex h-full flex-col gap-1 rounded-2xl border border-line bg-surface p-5 shadow-card transition-colors hover:border-line-strong"
            >
              <span className="font-semibold">{name}</span>
              <span className="text-sm/6 text-muted">{summary}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
