import { expect, it } from 'vitest'
import { checkInstallation } from '../../src/i18n/installation-check.ts'

const root = `${import.meta.dirname}/../../..`

it('the texts of the core are complete in English, Romanian and Russian, and none is left over', () => {
  const problems = checkInstallation(root, []).filter(({ key }) => key.startsWith('core:'))
  expect(problems.map(({ language, key, code, detail }) => `${language} ${key} ${code} ${detail}`)).toEqual([])
})
