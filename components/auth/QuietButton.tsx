/** A button that is not the page's main act. */
export function QuietButton({ children }: { children: React.ReactNode }) {
  return (
    <button
      type="submit"
      className="inline-flex h-11 cursor-pointer items-center text-sm font-medium text-link underline decoration-line-strong underline-offset-4 hover:decoration-link"
    >
      {children}
    </button>
  )
}
