import { connection } from 'next/server'

/** What runs here, for whoever opens the bare address. */
export default async function Home() {
  await connection()
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col justify-center gap-10 px-6 py-16">
      <header className="flex flex-col gap-4">
        <h1 className="text-4xl font-semibold tracking-tight sm:text-5xl">Crypto Checkout</h1>
        <p className="text-lg/8 text-muted">
          This is a self-hosted checkout for crypto payments. A merchant asks it for an invoice; a customer
          pays from any wallet or exchange; the money goes on to the merchant. It holds no key that can spend
          it.
        </p>
      </header>
      <ul className="grid gap-3 sm:grid-cols-2">
        <Destination
          href="/dashboard"
          title="Dashboard"
          text="Sign in to the invoices, payments and webhooks of your business."
        />
        <Destination
          href="/docs"
          title="Documentation"
          text="From a first payment to going live, and every endpoint with examples to run."
        />
        <Destination
          href="/api/health"
          title="Health"
          text="The database, and how far each network has been read."
        />
      </ul>
      <p className="text-sm/6 text-muted">
        If you came here to pay, open the whole link that the shop gave you: it ends with the number of your
        invoice.
      </p>
    </main>
  )
}

function Destination({ href, title, text }: { href: string; title: string; text: string }) {
  return (
    <li>
      <a
        href={href}
        className="flex h-full flex-col gap-1 rounded-2xl border border-line bg-surface p-5 shadow-card transition-colors hover:border-line-strong"
      >
        <span className="font-semibold">{title}</span>
        <span className="text-sm/6 text-muted">{text}</span>
      </a>
    </li>
  )
}
