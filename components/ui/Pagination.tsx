import { ButtonLink } from './Button'

type Props = {
  /** Such as `20 of 312 invoices`. */
  summary: string
  /** Where the list begins; null on the first page. */
  first: string | null
  /** Null on the last page. */
  next: string | null
}

/** From page to page of a list by its cursor, in the URL: the browser's own button goes back. */
export function Pagination({ summary, first, next }: Props) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3 sm:px-5"
    >
      <p className="figures text-sm text-muted">{summary}</p>
      <p className="flex gap-2">
        {first && <ButtonLink href={first}>Newest</ButtonLink>}
        {next && (
          <ButtonLink href={next} rel="next">
            Older
          </ButtonLink>
        )}
      </p>
    </nav>
  )
}
