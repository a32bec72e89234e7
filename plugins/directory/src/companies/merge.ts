import { companies } from '@guildhall/contract-directory'
import { defineError } from '@guildhall/sdk'
import { merging } from '../duplicates/merging.ts'

export const sameCompany = defineError('companies.same', 422)

export const mergeCompanies = merging(companies, { same: sameCompany })
