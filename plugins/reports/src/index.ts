import { datasets, metrics } from '@guildhall/contract-reports'
import { definePlugin, integer } from '@guildhall/sdk'
import { dashboards } from './dashboards/dashboards.ts'
import { deliver } from './deliveries/deliver.ts'
import { reportDeliveries } from './deliveries/deliveries.ts'
import { plan } from './deliveries/plan.ts'
import { unsubscribeRoutes } from './deliveries/unsubscribe.ts'
import { reportFileParts, reportFiles } from './files/files.ts'
import { reportLinks } from './links/links.ts'
import { makeLinkRoute, sharedFileRoute, sharedPageRoute } from './links/routes.ts'
import { collectOffers } from './offers.ts'
import { make } from './outputs/make.ts'
import { reportOutputs } from './outputs/outputs.ts'
import { prune } from './outputs/prune.ts'
import { outputReady, tellReady } from './outputs/ready.ts'
import { madeFileRoute, makeRoute } from './outputs/routes.ts'
import { forgetReceivers } from './privacy.ts'
import { reports } from './reports/reports.ts'
import { datasetsRoute } from './routes/datasets.ts'
import { previewSlotsRoute, sentFileRoute } from './routes/deliveries.ts'
import { figuresRoute } from './routes/figures.ts'
import { fileRoute, previewFileRoute, previewRoute, resultRoute, rowsRoute } from './routes/running.ts'
import { keepSchedules } from './schedules/keep.ts'
import { reportSchedules } from './schedules/schedules.ts'
import { slots } from './slots.ts'

export default definePlugin({
  name: 'reports',
  version: '0.1.0',
  settings: {
    /** How long what was sent is kept. */
    keepDays: integer({ default: 90, minimum: 1, maximum: 3_650 }),
  },
  resources: [
    reports,
    dashboards,
    reportSchedules,
    reportDeliveries,
    reportFiles,
    reportFileParts,
    reportOutputs,
    reportLinks,
  ],
  events: [outputReady],
  contributes: [tellReady],
  extensionPoints: [datasets, metrics],
  routes: [
    ...[datasetsRoute, figuresRoute, previewRoute, previewFileRoute, rowsRoute, resultRoute, fileRoute],
    ...[sentFileRoute, previewSlotsRoute, ...unsubscribeRoutes],
    ...[makeRoute, madeFileRoute, makeLinkRoute, sharedPageRoute, sharedFileRoute],
  ],
  jobs: { plan, deliver, make, prune },
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  setup(setup) {
    collectOffers(setup)
    keepSchedules(setup)
    forgetReceivers(setup)
  },
})
