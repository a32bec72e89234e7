import { defineError } from '@guildhall/sdk'

export const isCore = defineError<{ plugin: string }>('plugins.not_removable', 409)
export const needed = defineError<{ plugin: string; plugins: readonly string[] }>('plugins.removal_needed_by', 409)
export const notConfirmed = defineError<{ plugin: string }>('plugins.removal_unconfirmed', 422)
/** Migrations, another removal or a restoration are going on. */
export const busy = defineError('plugins.removal_busy', 409)
/** It was removed before and came back with new records, so there are two sets of them. */
export const archiveWaits = defineError<{ plugin: string }>('plugins.archive_waits', 409)
export const noArchive = defineError<{ plugin: string }>('plugins.no_archive', 404)
export const notAdded = defineError<{ plugin: string }>('plugins.restore_not_added', 409)
export const hasNewRecords = defineError<{ plugin: string; table: string }>('plugins.restore_new_records', 409)
export const otherMigrations = defineError<{ plugin: string; file: string; version: string }>(
  'plugins.restore_other_migrations',
  409,
)
export const damaged = defineError<{ plugin: string; table: string }>('plugins.archive_damaged', 409)
