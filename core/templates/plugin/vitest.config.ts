export { default } from '@guildhall/core/testing/vitest'
