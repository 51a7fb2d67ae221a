'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { sectionOf, type NavGroup } from '@/lib/dashboard/navigation'
import { NavIcon } from './NavIcon'

/** The ways to the dashboard's pages, with the one that is open marked. */
export function NavLinks({ groups }: { groups: readonly NavGroup[] }) {
  const section = sectionOf(usePathname())
  return (
    <nav aria-label="Dashboard" className="flex flex-col gap-6">
      {groups.map((group) => (
        <div key={group.label ?? ''} className="flex flex-col gap-1">
          {group.label && <p className="px-3 pb-1 text-xs font-medium text-muted">{group.label}</p>}
          <ul className="flex flex-col gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  aria-current={item.href === section ? 'page' : undefined}
                  className="flex h-11 items-center gap-3 rounded-lg px-3 text-sm font-medium text-muted transition-colors hover:bg-raised hover:text-ink aria-[current]:bg-raised aria-[current]:text-ink lg:h-9"
                >
                  <NavIcon name={item.icon} />
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
