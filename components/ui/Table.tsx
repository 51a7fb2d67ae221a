type Column = {
  name: string
  /** Amounts stand under each other. */
  align?: 'right'
  /** The narrowest screen that has room for it. */
  from?: 'sm' | 'md' | 'lg'
  /** For screen readers alone. */
  silent?: boolean
}

const FROM = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden' } as const

/** Rows under named columns. Columns that a narrow screen has no room for are left out: the first cell says what matters. */
export function Table({
  label,
  columns,
  children,
}: {
  label: string
  columns: readonly Column[]
  children: React.ReactNode
}) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left text-sm">
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line">
          {columns.map((column) => (
            <th
              key={column.name}
              scope="col"
              className={`px-3 py-2.5 text-xs font-medium text-muted first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5 ${look(column)}`}
            >
              {column.silent ? <span className="sr-only">{column.name}</span> : column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">{children}</tbody>
    </table>
  )
}

/** A row; a link in it with `rowLink` opens it wherever it is pressed. */
export function Row({ children }: { children: React.ReactNode }) {
  return <tr className="relative transition-colors has-[a]:hover:bg-raised">{children}</tr>
}

export function Cell({
  children,
  ...column
}: Pick<Column, 'align' | 'from'> & { children: React.ReactNode }) {
  return (
    <td className={`px-3 py-3 align-middle first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5 ${look(column)}`}>
      {children}
    </td>
  )
}

/** The link of a row, which covers all of it. */
export const rowLink = 'font-medium after:absolute after:inset-0 hover:underline underline-offset-4'

function look({ align, from }: Pick<Column, 'align' | 'from'>): string {
  return `${align === 'right' ? 'text-right figures' : ''} ${from ? FROM[from] : ''}`
}
