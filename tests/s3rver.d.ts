declare module 's3rver' {
  /** A small S3 server that runs in this process. */
  export default class S3rver {
    constructor(options: {
      port: number
      address: string
      silent: boolean
      directory: string
      configureBuckets: readonly { name: string; configs: readonly unknown[] }[]
    })
    run(): Promise<{ port: number }>
    close(): Promise<void>
  }
}
