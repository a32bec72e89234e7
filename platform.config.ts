import directory from '@guildhall/plugin-directory'
import projects from '@guildhall/plugin-projects'
import webhooks from '@guildhall/plugin-webhooks'

/** What this installation is made of; each tenant switches on what it needs. */
export default {
  plugins: [directory, projects, webhooks],
  /** Whole kinds of business as data, one file each. */
  presets: new URL('./presets/', import.meta.url),
}
