import { slot } from '@guildhall/sdk'

export const slots = [slot.widget('clock'), slot.page('cities', { path: '/cities', icon: 'schedule' })] as const
