/** Across every page in test mode, so that nobody takes it for the real thing. */
export function TestBand() {
  return (
    <header className="sticky top-0 print:hidden z-20 flex min-h-9 flex-wrap items-center justify-center gap-x-2 bg-test px-4 py-1.5 text-center text-sm text-on-test">
      <strong className="font-semibold">Test mode</strong>
      <span>Everything here is simulated: no real money moves.</span>
    </header>
  )
}
