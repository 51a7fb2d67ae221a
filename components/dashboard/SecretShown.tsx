import { CopyButton } from '@/components/pay/CopyButton'
import { Notice } from '@/components/ui/Notice'

/** A secret on the one page that ever shows it. */
export function SecretShown({ title, secret, what }: { title: string; secret: string; what: string }) {
  return (
    <Notice tone="good" title={title}>
      <span className="mt-2 flex flex-wrap items-center gap-3">
        <code className="rounded-lg bg-surface px-3 py-2 font-mono text-[0.8125rem] break-all select-all">
          {secret}
        </code>
        <span className="flex">
          <CopyButton text={secret} what={what} />
        </span>
      </span>
    </Notice>
  )
}
