/** Where a value would be and is none. */
export const Nothing = () => (
  <span className="gh-value gh-faint" aria-hidden>
    –
  </span>
)

export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
