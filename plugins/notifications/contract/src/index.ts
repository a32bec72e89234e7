export {
  type Channel,
  type ChannelAddress,
  channels,
  type Message,
  offerChannel,
  type Sent,
  type Thread,
} from './channels.ts'
export {
  type Kind,
  type KindOptions,
  kinds,
  type Placeholders,
  type PlaceholderType,
  tellOf,
  type Values,
} from './kinds.ts'
