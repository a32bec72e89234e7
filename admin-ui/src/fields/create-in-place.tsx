/** Replaced below. */
export default function CreateInPlace(_: { readonly target: string }) {
  return null
}
