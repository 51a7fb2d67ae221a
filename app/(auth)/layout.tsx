import { connection } from 'next/server'
import { inter } from '@/app/inter'

/** The pages on which people sign in and look after their account. */
export default async function AuthLayout({ children }: { children: React.ReactNode }) {
  // The scripts of a page need the nonce of its request.
  await connection()
  return (
    <div
      className={`${inter.className} mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-5 py-12`}
    >
      <header className="self-center">
        <a href="/" className="inline-flex h-11 items-center gap-2.5 text-base font-semibold tracking-tight">
          <Mark />
          Crypto Checkout
        </a>
      </header>
      <main className="flex flex-col gap-4">{children}</main>
    </div>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-action" />
      <path
        d="M21.5 11.6a7 7 0 1 0 0 8.8"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        className="stroke-on-action"
      />
      <circle cx="22" cy="16" r="2.2" className="fill-line-strong" />
    </svg>
  )
}
