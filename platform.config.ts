import directory from '@guildhall/plugin-directory'
import projects from '@guildhall/plugin-projects'
import reports from '@guildhall/plugin-reports'

/** What this installation is made of; each tenant switches on what it needs. */
export default {
  plugins: [directory, projects, reports],
  /** Whole kinds of business as data, one file each. */
  presets: new URL('./presets/', import.meta.url),
}
