'use client'

import { Message } from '@/components/ui/Message'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <Message
      title="This page could not be shown"
      actions={
        <button
          type="button"
          onClick={reset}
          className="inline-flex h-11 items-center rounded-xl bg-action px-5 text-base font-medium text-on-action hover:bg-action-hover"
        >
          Try again
        </button>
      }
    >
      <p>
        The fault is on our side. If you have paid, do not pay again: payments are found without this page.
      </p>
      {error.digest && (
        <p className="text-sm">
          Reference <span className="font-mono">{error.digest}</span>
        </p>
      )}
    </Message>
  )
}
