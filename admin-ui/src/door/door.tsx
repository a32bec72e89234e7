/** For who is not in yet: signing in, invitations, forgotten passwords. */
export default function Door() {
  return null
}
