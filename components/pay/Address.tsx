/**
 * An address that a person can check: groups of four, the first and the last emphasised. The gaps are margins, so that
 * it is selected and copied as the one string it is.
 */
export function Address({ address }: { address: string }) {
  const { prefix, groups } = inGroups(address)
  // Four characters at least, whatever is left for the last group.
  const lastOnes = groups.length - ((groups.at(-1)?.length ?? 0) < 4 ? 2 : 1)
  return (
    <code
      dir="ltr"
      className="block max-w-[25ch] font-mono text-[0.9375rem]/7 text-muted select-all"
      data-address={address}
    >
      {prefix}
      {groups.map((group, index) => (
        <span
          key={`${index}-${group}`}
          className={index === 0 || index >= lastOnes ? 'mr-[0.55ch] font-bold text-ink' : 'mr-[0.55ch]'}
        >
          {group}
          <wbr />
        </span>
      ))}
    </code>
  )
}

/** `0x` stands apart; the last group may be shorter where the length is no multiple of four. */
function inGroups(address: string): { prefix: string; groups: string[] } {
  const prefix = address.startsWith('0x') ? '0x' : ''
  return { prefix, groups: address.slice(prefix.length).match(/.{1,4}/g) ?? [] }
}
