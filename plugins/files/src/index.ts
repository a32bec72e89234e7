import { definePlugin, integer } from '@guildhall/sdk'
import { deliveryRoutes } from './delivery/routes.ts'
import { contents, files } from './resources.ts'
import { collect } from './upkeep/collect.ts'
import { keeps } from './upkeep/keeps.ts'
import { commands, stored } from './upkeep/operations.ts'
import { bringFile } from './upload/bring.ts'
import { resumableRoutes } from './upload/resumable.ts'
import { uploadRoute } from './upload/route.ts'

export default definePlugin({
  name: 'files',
  version: '0.1.0',
  resources: [contents, files],
  storesFiles: files,
  bringFile,
  settings: {
    /** What one file may have at most, where its field does not say less. */
    maxMegabytes: integer({ default: 5000, minimum: 1, maximum: 1_000_000 }),
    /** For how long a link to a file is good. */
    linkMinutes: integer({ default: 5, minimum: 1, maximum: 60 }),
    /** For how many days a file stays that no record names. */
    keepDays: integer({ default: 7, minimum: 1, maximum: 365 }),
  },
  keeps,
  checks: { stored },
  commands,
  jobs: { collect: { cron: '20 3 * * *', steps: collect } },
  async fastify(app, installation) {
    // Whatever comes is taken as it comes and never held in memory.
    for (const type of ['application/octet-stream', 'application/offset+octet-stream'])
      app.addContentTypeParser(type, (_request, body, next) => next(null, body))
    uploadRoute(app, installation)
    resumableRoutes(app, installation)
    deliveryRoutes(app, installation)
  },
})
