/** Where a logo is, below the origin of the server; another logo is at another place. */
export function logoPath({ id }: { id: string }): string {
  return `/api/v1/public/logos/${id}`
}
