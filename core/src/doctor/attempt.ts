import { type Finding, fail } from './finding.ts'

/** A check that cannot be made is a finding. */
export async function attempt(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    return [
      fail(
        check,
        `It could not be examined: ${(error as Error).message}.`,
        'Mend what it names and run guildhall doctor again.',
      ),
    ]
  }
}
