import { defineConfig, devices } from '@playwright/test'

/** Set by the global setup, which finds a browser and starts the server; workers inherit both. */
const { CHROMIUM_PATH, E2E_BASE_URL } = process.env

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/browserSetup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A machine that does other work too takes several times as long; only what fails waits for these.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: E2E_BASE_URL,
    // What went over the wire and into the console; pictures of every step cost more than the tests.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', grepInvert: /@phone-only/, use: { ...devices['Desktop Chrome'], channel: undefined } },
    // What a phone, or the dark theme, can change: tests that look at a page say so.
    { name: 'phone', grep: /@phone/, use: { ...devices['Pixel 7'] } },
  ],
})
