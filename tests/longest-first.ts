import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes long by its nature, the longest first; all others are small. */
const long = ['tests/laws/laws.test.ts', 'tests/browser/', 'tests/scenarios/creative-agency', 'tests/faults/']

/** Long files begin first, so that at the end no core waits for another. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((part) => moduleId.includes(part))
      return at < 0 ? long.length : at
    }
    // Within each, the largest or, where it is known, the longest.
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
