'use client'

import { useFaultWords } from '@/components/ui/FaultWords'
import { Message } from '@/components/ui/Message'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const words = useFaultWords()
  return (
    <Message
      title={words.title}
      actions={
        <button
          type="button"
          onClick={reset}
          className="inline-flex h-11 items-center rounded-xl bg-action px-5 text-base font-medium text-on-action hover:bg-action-hover"
        >
          {words.again}
        </button>
      }
    >
      <p>{words.text}</p>
      {error.digest && (
        <p className="text-sm">
          {words.reference} <span className="font-mono">{error.digest}</span>
        </p>
      )}
    </Message>
  )
}
