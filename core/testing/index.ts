export type { DatabaseUrls } from '../src/database/provision.ts'
export { createTestDatabase, type TestDatabase, type TestUrls, templateDatabase } from './database.ts'
export { mailServerTo } from './mail.ts'
export {
  type Answer,
  addMember,
  type Caller,
  createTestPlatform,
  repositoryRoot,
  type TestPlatform,
  type TestPlatformOptions,
  testPassword,
} from './platform.ts'
