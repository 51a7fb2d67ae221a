/** The one thing to do on the page, be it a link or a button. */
export const PRIMARY =
  'inline-flex h-12 w-full items-center justify-center rounded-xl bg-action px-6 text-center text-base font-medium text-on-action transition-colors hover:bg-action-hover'
