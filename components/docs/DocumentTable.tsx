import type { Tokens } from 'marked'
import { Inline } from './Inline'

/** A table of a guide; wide ones scroll within themselves. */
export function DocumentTable({ table }: { table: Tokens.Table }) {
  const hasHead = table.header.some(({ text }) => text !== '')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable
    <div tabIndex={0} className="overflow-x-auto rounded-xl border border-line bg-surface">
      <table className="w-full text-left text-sm/6">
        {hasHead && (
          <thead className="border-b border-line text-muted">
            <tr>
              {table.header.map((cell, index) => (
                <th key={index} scope="col" className="px-4 py-2 font-medium">
                  {cell.text ? <Inline tokens={cell.tokens} /> : <span className="sr-only">Value</span>}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody className="divide-y divide-line">
          {table.rows.map((row, index) => (
            <tr key={index} className="align-top">
              {row.map((cell, column) => (
                <td key={column} className="min-w-28 px-4 py-2">
                  <Inline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
