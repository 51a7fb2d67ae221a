type Props = {
  url: string
  width: number
  height: number
  /** Empty where the name stands beside it. */ alt: string
}

/** A merchant's logo, as large as its place lets it be. It is small and never changes: nothing would be won by optimising it. */
export function Logo({ url, width, height, alt }: Props) {
  return (
    // oxlint-disable-next-line nextjs/no-img-element -- next/image would need a native library on the server
    <img
      src={url}
      width={width}
      height={height}
      alt={alt}
      className="max-h-full w-auto max-w-full object-contain"
    />
  )
}
