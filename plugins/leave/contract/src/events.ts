import { recordEvent } from '@guildhall/sdk'
import { leaveRequests } from './requests.ts'

export const leaveRequested = recordEvent(leaveRequests, 'created')
export const leaveApproved = recordEvent(leaveRequests, 'approved')
export const leaveRejected = recordEvent(leaveRequests, 'rejected')
export const leaveCancelled = recordEvent(leaveRequests, 'cancelled')
export const leaveRevoked = recordEvent(leaveRequests, 'revoked')
