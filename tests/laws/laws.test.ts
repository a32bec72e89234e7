import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { laws } from '../../core/src/plugins/laws/index.ts'
import { type Finding, type Subject, tell } from '../../core/src/plugins/laws/law.ts'
import { WiringError } from '../../core/src/plugins/wiring.ts'
import { brokenSamples } from './broken/index.ts'
import { installedSubject, type Sample, sampleSubject } from './subjects.ts'

describe('every installed plugin, with the demo business at work', () => {
  let subject: Subject
  beforeAll(async () => {
    subject = await installedSubject()
  })
  afterAll(() => subject?.platform.close())

  test.each(laws.map((law) => [`law ${law.number}: ${law.says}`, law] as const))(
    '%s',
    { timeout: 120_000 },
    async (_, law) => {
      expect((await law.check(subject)).map(tell)).toEqual([])
    },
  )
})

describe('a plugin that breaks a law', () => {
  test.each(brokenSamples.map((sample) => [sample.plugin.name, sample.breaks, sample] as const))(
    '%s breaks law %i, and no other',
    { timeout: 120_000 },
    async (name, breaks, sample) => {
      const found = await findingsOf(sample)
      const told = found.map(({ law, finding }) => `law ${law}: ${tell(finding)}`).join('\n')
      expect(
        found.filter(({ law, finding }) => law !== breaks || finding.plugin !== name),
        told,
      ).toEqual([])
      expect(told).toMatch(sample.found)
    },
  )
})

interface Found {
  readonly law: number
  readonly finding: Finding
}

/** What all laws say of it; what stops the start is said by the start. */
async function findingsOf(sample: Sample): Promise<Found[]> {
  let subject: Subject
  try {
    subject = await sampleSubject(sample)
  } catch (error) {
    if (!(error instanceof WiringError)) throw error
    return error.problems.map((finding) => ({ law: finding.place.startsWith('route') ? 1 : 4, finding }))
  }
  try {
    const found: Found[] = []
    for (const law of laws) found.push(...(await law.check(subject)).map((finding) => ({ law: law.number, finding })))
    return found
  } finally {
    await subject.platform.close()
  }
}
