/** What goes to one person by one channel keeps its order; nothing else waits for it. */
export const laneOf = (channel: string, person: string) => `${channel}/${person}`
