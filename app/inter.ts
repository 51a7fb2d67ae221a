import localFont from 'next/font/local'

/**
 * For people who come back: dashboard, account and documentation. Customers see a page once, and in eight languages of which it has
 * the letters of five: theirs is the font of their system, and 48 kB less.
 */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
})
