/** One line to whoever waits; on stderr, so that what a command prints stays its own. */
export function tell(line) {
  process.stderr.write(`${line}\n`)
}
