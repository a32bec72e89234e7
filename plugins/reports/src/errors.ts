import { defineError } from '@guildhall/sdk'

/** The plugin that offered it is off, or the reader has no right to it. */
export const unknownDataset = defineError('reports.dataset_unknown', 422)
export const severalCurrencies = defineError('reports.one_money_field', 422)
export const wrongValue = defineError<{ name: string }>('reports.value_wrong', 422)
export const wrongSchedule = defineError('reports.schedule_wrong', 422)
export const nobodyToSendTo = defineError('reports.no_recipients', 422)
export const scopeMissing = defineError('reports.scope_missing', 422)
export const tooLarge = defineError<{ most: number }>('reports.file_too_large', 422)
/** Neither himself nor anybody of whose records he may manage one. */
export const unknownPerson = defineError('reports.person_unknown', 404)
