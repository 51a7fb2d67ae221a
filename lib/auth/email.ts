/** An e-mail address as it is stored and looked up: one mailbox, one person, however it is typed. */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase()
}
