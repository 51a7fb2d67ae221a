/** Turns over while the `details` group around it is open. */
export function Chevron() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className="size-3 fill-none stroke-current stroke-2 transition-transform group-open:rotate-180"
    >
      <path d="M2 4.5 6 8.5l4-4" />
    </svg>
  )
}
