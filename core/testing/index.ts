export type { DatabaseUrls } from '../src/database/provision.ts'
export { createTestDatabase, type TestDatabase, type TestUrls, templateDatabase } from './database.ts'
