import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { createTestPlatform } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'

test('whatever the installed plugins offer over HTTP is described in valid OpenAPI, in words', async () => {
  const platform = await createTestPlatform({ plugins: config.plugins })
  const answer = await platform.app.inject('/api/openapi.json')
  await platform.close()
  const { valid, errors } = await new Validator().validate(answer.json())
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
  expect(answer.body).not.toMatch(/"[a-z]+:(plugin|openapi|resources)[.]/)
})
