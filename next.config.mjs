import { REWRITES } from './lib/http/spellings.mjs'

// The server's own variable; a proxy in front may send another Host than the browser's.
const host = URL.canParse(process.env.PUBLIC_URL ?? '') ? new URL(process.env.PUBLIC_URL ?? '').host : null

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // A page has its title when it comes, for every reader, and keeps it while it is rendered anew.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  // Nothing is fetched and resized for strangers.
  images: { unoptimized: true },
  // Files too; pages and the API have more of their own.
  headers: () => [{ source: '/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] }],
  // Types are checked by `npm run verify` and `npm test`, tests and scripts included; once is enough.
  typescript: { ignoreBuildErrors: true },
  experimental: host ? { serverActions: { allowedOrigins: [host] } } : {},
  // Read when a page under /docs is asked for.
  outputFileTracingIncludes: { '/docs/**': ['./docs/*.md'] },
  // The self-hosted server's router does the same.
  rewrites: () => ({ beforeFiles: REWRITES }),
  serverExternalPackages: ['@redis/client', 'pino', 'postgres', 'prom-client', 'undici', 'viem'],
}
