import Link from 'next/link'

const BASE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-4 text-sm font-medium transition-colors aria-disabled:opacity-60 lg:min-h-9 lg:px-3.5'
const KINDS = {
  primary: 'bg-action text-on-action hover:bg-action-hover',
  plain: 'border border-line bg-surface text-ink hover:border-line-strong',
  danger: 'bg-tone text-on-tone hover:opacity-90',
  quiet: 'text-muted hover:bg-raised hover:text-ink',
} as const

export type ButtonKind = keyof typeof KINDS

/** How a button looks, for what has to be another element. */
export function buttonClass(kind: ButtonKind = 'plain', more = ''): string {
  return `${BASE} ${KINDS[kind]} ${more}`
}

type ButtonProps = React.ComponentProps<'button'> & { kind?: ButtonKind }

export function Button({ kind = 'plain', className = '', type = 'submit', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      data-tone={kind === 'danger' ? 'bad' : undefined}
      className={buttonClass(kind, className)}
    />
  )
}

type LinkProps = React.ComponentProps<typeof Link> & { kind?: ButtonKind }

/** A way to another page that looks like a button. */
export function ButtonLink({ kind = 'plain', className = '', ...rest }: LinkProps) {
  return <Link {...rest} className={buttonClass(kind, className)} />
}
