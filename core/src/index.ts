export { BootError } from './config/boot-error.ts'
export { type Environment, readEnvironment } from './config/environment.ts'
export type { DatabaseUrls } from './database/provision.ts'
export { startDatabase, type StartedDatabase } from './database/start.ts'
