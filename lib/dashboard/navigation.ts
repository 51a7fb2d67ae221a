import { roleMay, type Permission, type Role } from '@/lib/domain/access'

export type NavItem = { href: string; label: string; icon: NavIcon }
export type NavIcon =
  | 'home'
  | 'invoices'
  | 'links'
  | 'customers'
  | 'methods'
  | 'webhooks'
  | 'keys'
  | 'audit'
  | 'settings'
export type NavGroup = { label: string | null; items: NavItem[] }

type Known = NavItem & { needs: Permission | null }

const GROUPS: readonly { label: string | null; items: readonly Known[] }[] = [
  {
    label: null,
    items: [
      { href: '/dashboard', label: 'Home', icon: 'home', needs: null },
      { href: '/dashboard/invoices', label: 'Invoices', icon: 'invoices', needs: 'invoices:read' },
      { href: '/dashboard/payment-links', label: 'Payment links', icon: 'links', needs: 'links:read' },
      { href: '/dashboard/customers', label: 'Customers', icon: 'customers', needs: 'customers:read' },
      { href: '/dashboard/payment-methods', label: 'Payment methods', icon: 'methods', needs: null },
      { href: '/dashboard/settings', label: 'Settings', icon: 'settings', needs: null },
    ],
  },
  {
    label: 'Developers',
    items: [
      { href: '/dashboard/webhooks', label: 'Webhooks', icon: 'webhooks', needs: 'webhooks:read' },
      { href: '/dashboard/api-keys', label: 'API keys', icon: 'keys', needs: 'api_keys:manage' },
      { href: '/dashboard/audit-log', label: 'Audit log', icon: 'audit', needs: 'audit:read' },
    ],
  },
]

/** The dashboard's pages, as far as a role can use them. */
export function navigationFor(role: Role): NavGroup[] {
  return GROUPS.map(({ label, items }) => ({
    label,
    items: items
      .filter(({ needs }) => needs === null || roleMay(role, needs))
      .map(({ href, label: name, icon }) => ({ href, label: name, icon })),
  })).filter(({ items }) => items.length > 0)
}

/** The section that a page lies in: where switching modes leads to, because its rows are of one mode. */
export function sectionOf(path: string): string {
  return /^\/dashboard(\/[a-z-]+)?/.exec(path)?.[0] ?? '/dashboard'
}
