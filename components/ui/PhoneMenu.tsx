'use client'

import { usePathname } from 'next/navigation'

/** What stands beside the page on a wide screen, folded away on a narrow one; closed again on the next page. */
export function PhoneMenu({ children }: { children: React.ReactNode }) {
  const path = usePathname()
  return (
    <details key={path} className="group lg:hidden">
      <summary className="flex size-11 items-center justify-center rounded-lg border border-line">
        <span className="sr-only">Menu</span>
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-5 fill-none stroke-current stroke-[1.5]">
          <path d="M2 4.5h12M2 8h12M2 11.5h12" />
        </svg>
      </summary>
      <div className="absolute inset-x-0 z-10 mt-3 flex flex-col gap-6 border-y border-line bg-surface px-4 py-5 shadow-card">
        {children}
      </div>
    </details>
  )
}
