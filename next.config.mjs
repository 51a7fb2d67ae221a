/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run verify` and `npm test`, tests and scripts included; once is enough.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pino', 'postgres', 'undici', 'viem'],
}
