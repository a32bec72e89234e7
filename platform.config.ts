import audit from '@guildhall/plugin-audit'
import directory from '@guildhall/plugin-directory'
import files from '@guildhall/plugin-files'
import leave from '@guildhall/plugin-leave'
import notifications from '@guildhall/plugin-notifications'
import projects from '@guildhall/plugin-projects'
import reports from '@guildhall/plugin-reports'
import tickets from '@guildhall/plugin-tickets'
import timeTracking from '@guildhall/plugin-time-tracking'
import webhooks from '@guildhall/plugin-webhooks'

/** What this installation is made of; each tenant switches on what it needs. */
export default {
  plugins: [audit, files, notifications, directory, leave, projects, reports, tickets, timeTracking, webhooks],
  /** Whole kinds of business as data, one file each. */
  presets: new URL('./presets/', import.meta.url),
}
