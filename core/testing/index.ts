export type { DatabaseUrls } from '../src/database/provision.ts'
export { createTestDatabase, type TestDatabase, type TestUrls, templateDatabase } from './database.ts'
export { addMember, type Answer, type Caller, createTestPlatform, repositoryRoot, testPassword, type TestPlatform } from './platform.ts'
