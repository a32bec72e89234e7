export { ApiError } from './api-error.ts'
export { type Client, type ClientOptions, createClient, type ResourceClient } from './client.ts'
export type { ListQuery, Page } from './list.ts'
