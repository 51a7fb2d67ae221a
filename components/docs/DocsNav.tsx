'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

export type DocsNavGroup = { label: string; items: readonly { href: string; label: string }[] }

/** The ways to all pages, with the one that is open marked. */
export function DocsNav({ groups }: { groups: readonly DocsNavGroup[] }) {
  const path = usePathname()
  return (
    <nav aria-label="Documentation" className="flex flex-col gap-6">
      {groups.map(({ label, items }) => (
        <div key={label} className="flex flex-col gap-1">
          <p className="px-3 pb-1 text-xs font-medium text-muted">{label}</p>
          <ul className="flex flex-col gap-0.5">
            {items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  aria-current={item.href === path ? 'page' : undefined}
                  className="flex h-11 items-center rounded-lg px-3 text-sm font-medium text-muted transition-colors hover:bg-raised hover:text-ink aria-[current]:bg-raised aria-[current]:text-ink lg:h-8"
                >
                  {item.label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
