export { BootError } from './config/boot-error.ts'
export { type Environment, readEnvironment } from './config/environment.ts'
export type { DatabaseUrls } from './database/provision.ts'
export { type StartedDatabase, startDatabase } from './database/start.ts'
