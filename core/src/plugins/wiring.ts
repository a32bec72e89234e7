/** A mistake in how plugins are put together: it stops the start and names the plugin, the place and the remedy. */
export interface WiringProblem {
  readonly plugin: string
  readonly place: string
  readonly problem: string
  readonly remedy: string
}

export class WiringError extends Error {
  readonly problems: readonly WiringProblem[]

  constructor(problems: readonly WiringProblem[]) {
    super(
      problems
        .map(({ plugin, place, problem, remedy }) => `Plugin ${plugin}, ${place}: ${problem} ${remedy}`)
        .join('\n'),
    )
    this.name = 'WiringError'
    this.problems = problems
  }
}
