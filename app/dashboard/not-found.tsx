import { ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'

/** Within the frame: what was asked for is not this merchant's, or is of the other mode. */
export default function NotFound() {
  return (
    <div className="rounded-xl border border-line bg-surface">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing here"
        actions={<ButtonLink href="/dashboard">To the overview</ButtonLink>}
      >
        What you looked for does not exist, or belongs to the other mode: test and live are kept apart. Try
        the switch beside your business’s name.
      </EmptyState>
    </div>
  )
}
