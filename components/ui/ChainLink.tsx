export type ChainLinkProps = { link: { short: string; full: string; url: string | null }; what: string }

/** A hash or an address, shortened, with its page in the network's explorer where there is one. */
export function ChainLink({ link, what }: ChainLinkProps) {
  if (!link.url) {
    return (
      <span className="font-mono text-[0.8125rem] whitespace-nowrap" title={link.full}>
        {link.short}
      </span>
    )
  }
  return (
    <a
      href={link.url}
      target="_blank"
      rel="noreferrer noopener"
      title={link.full}
      className="-my-2 inline-flex min-h-11 items-center font-mono text-[0.8125rem] text-link underline-offset-4 hover:underline lg:my-0 lg:min-h-0"
    >
      {link.short}
      <span className="sr-only">{`, ${what} in the explorer, opens in a new tab`}</span>
    </a>
  )
}
