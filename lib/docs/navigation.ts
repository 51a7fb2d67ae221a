import { GUIDE_GROUPS } from './catalogue'
import { GROUPS } from './reference/groups'

/** Every page under `/docs`, as its menu shows them. */
export const DOCS_NAVIGATION = [
  ...GUIDE_GROUPS.map(({ label, guides }) => ({
    label,
    items: guides.map(({ slug, title }) => ({ href: `/docs/${slug}`, label: title })),
  })),
  {
    label: 'Reference',
    items: [
      ...GROUPS.map(({ slug, title }) => ({ href: `/docs/api/${slug}`, label: title })),
      { href: '/docs/errors', label: 'Errors' },
    ],
  },
]
