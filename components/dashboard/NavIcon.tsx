import type { NavIcon as Name } from '@/lib/dashboard/navigation'

const PATHS: Readonly<Record<Name, string>> = {
  home: 'M2.5 7.5 8 3l5.5 4.5V13a.5.5 0 0 1-.5.5H9.5V10h-3v3.5H3a.5.5 0 0 1-.5-.5Z',
  invoices: 'M4 2.5h8v11l-2-1.2-2 1.2-2-1.2-2 1.2ZM6 6h4M6 8.7h4',
  exceptions: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2h.01',
  settlements: 'M3 13.5h10M4.5 11V7.5M8 11V4.5M11.5 11V6',
  withdrawals: 'M8 2.5v7M5 6.5l3 3 3-3M2.5 10.5v3h11v-3',
  links:
    'M6.5 9.5l3-3M7.3 4.7 8.6 3.4a2.8 2.8 0 0 1 4 4l-1.3 1.3M8.7 11.3l-1.3 1.3a2.8 2.8 0 0 1-4-4l1.3-1.3',
  customers: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 13.5c.4-2.4 2.4-3.8 5-3.8s4.6 1.4 5 3.8',
  methods: 'M2.5 4.5h11v8h-11ZM2.5 7h11M11 10h.5',
  events: 'M8 3v5l3 2M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z',
  webhooks:
    'M8 2.5v5M8 7.5 4.2 12M8 7.5l3.8 4.5M4 13.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4ZM12 13.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4Z',
  audit: 'M5 2.5h6v2H5ZM4 3.5H3v10h10v-10h-1M5.5 8.5l1.5 1.5 3.5-3.5',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  instance: 'M2.5 3.5h11v4h-11ZM2.5 8.5h11v4h-11ZM5 5.5h.01M5 10.5h.01',
  keys: 'M10 9.5a3.5 3.5 0 1 0-3.3-2.3L2.5 11.4v2.1h2.3v-1.6h1.6v-1.6l1.3-1.1c.7.2 1.4.3 2.3.3ZM11 5h.01',
}

/** A picture beside the name of a page. */
export function NavIcon({ name }: { name: Name }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="size-4 shrink-0 fill-none stroke-current stroke-[1.4] [stroke-linecap:round] [stroke-linejoin:round]"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
