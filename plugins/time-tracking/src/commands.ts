import type { CommandDefinition } from '@guildhall/sdk'
import { importEntries } from './import/import.ts'
import { running } from './running.ts'

export const commands: Readonly<Record<string, CommandDefinition>> = { running, import: importEntries }
