import { roleMay, type Permission, type Role } from '@/lib/domain/access'

export type NavItem = { href: string; label: string; icon: NavIcon }
export type NavIcon =
  | 'home'
  | 'invoices'
  | 'exceptions'
  | 'settlements'
  | 'withdrawals'
  | 'links'
  | 'customers'
  | 'methods'
  | 'events'
  | 'webhooks'
  | 'keys'
  | 'audit'
  | 'settings'
  | 'instance'
export type NavGroup = { label: string | null; items: NavItem[] }

type Known = NavItem & { needs: Permission | null }

const GROUPS: readonly { label: string | null; items: readonly Known[] }[] = [
  {
    label: null,
    items: [
      { href: '/dashboard', label: 'Home', icon: 'home', needs: null },
      { href: '/dashboard/invoices', label: 'Invoices', icon: 'invoices', needs: 'invoices:read' },
      { href: '/dashboard/exceptions', label: 'Exceptions', icon: 'exceptions', needs: 'invoices:read' },
      {
        href: '/dashboard/settlements',
        label: 'Settlements',
        icon: 'settlements',
        needs: 'settlements:read',
      },
      {
        href: '/dashboard/withdrawals',
        label: 'Withdrawals',
        icon: 'withdrawals',
        needs: 'settlements:read',
      },
      { href: '/dashboard/payment-links', label: 'Payment links', icon: 'links', needs: 'links:read' },
      { href: '/dashboard/customers', label: 'Customers', icon: 'customers', needs: 'customers:read' },
      { href: '/dashboard/payment-methods', label: 'Payment methods', icon: 'methods', needs: null },
      { href: '/dashboard/settings', label: 'Settings', icon: 'settings', needs: null },
    ],
  },
  {
    label: 'Developers',
    items: [
      { href: '/dashboard/events', label: 'Events', icon: 'events', needs: 'invoices:read' },
      { href: '/dashboard/webhooks', label: 'Webhooks', icon: 'webhooks', needs: 'webhooks:read' },
      { href: '/dashboard/api-keys', label: 'API keys', icon: 'keys', needs: 'api_keys:manage' },
      { href: '/dashboard/audit-log', label: 'Audit log', icon: 'audit', needs: 'audit:read' },
    ],
  },
]

/** For who runs the instance, whatever their role in a merchant (L2). */
const OPERATORS: NavGroup = {
  label: 'Operator',
  items: [{ href: '/dashboard/instance', label: 'This checkout', icon: 'instance' }],
}

/** The dashboard's pages, as far as somebody can use them. */
export function navigationFor({ role, operator }: { role: Role; operator: boolean }): NavGroup[] {
  const own = GROUPS.map(({ label, items }) => ({
    label,
    items: items
      .filter(({ needs }) => needs === null || roleMay(role, needs))
      .map(({ href, label: name, icon }) => ({ href, label: name, icon })),
  })).filter(({ items }) => items.length > 0)
  return operator ? [...own, OPERATORS] : own
}

/** The section that a page lies in: where switching modes leads to, because its rows are of one mode. */
export function sectionOf(path: string): string {
  return /^\/dashboard(\/[a-z-]+)?/.exec(path)?.[0] ?? '/dashboard'
}
