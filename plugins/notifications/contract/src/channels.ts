import { type Contribution, contribute, defineExtensionPoint, type Scope, Type, type Work } from '@guildhall/sdk'

/** What is to be said to one person, in his language. */
export interface Message {
  /** The same at every try: a key of idempotency for whoever carries it. */
  readonly id: string
  readonly language: string
  readonly name: string
  readonly title: string
  /** Plain text, a paragraph each. */
  readonly paragraphs: readonly string[]
  /** What it leads to, below the public address. */
  readonly path: string
  /** Where one click ends this kind of message by this channel, below the public address; not where it cannot be ended. */
  readonly unsubscribe?: string
  readonly urgent: boolean
  /** Where it tells of one thing about which people also write by mail: headers that put it beside what was said, and bring an answer there. */
  readonly thread?: Thread
}

/** Headers of a mail by which it belongs to others (RFC 5322 section 3.6.4), and whom it comes back to when it cannot be delivered. */
export interface Thread {
  readonly headers: Readonly<Record<string, string>>
  readonly returnPath?: string
}

/** Where a person is reached by a channel: as the log shows it. */
export type ChannelAddress = string

export interface Sent {
  /** `refused`: no other try will help. What throws is tried again. */
  readonly outcome: 'sent' | 'refused'
  /** What the other side said. */
  readonly answer?: string
}

/** A way to reach people: mail, push, and whatever a plugin brings (SMS, a messenger). */
export interface Channel {
  /** Lower case; unique in the installation. */
  readonly name: string
  /** Key of its name. */
  readonly label: string
  /** Whether messages wait for the person's digest; those of other channels wait for the end of quiet hours at most. */
  readonly digests?: boolean
  /**
   * The person gives an address of his own for it (a number, an account), checked by this expression (ECMAScript, the whole of it);
   * it is handed to `reach`.
   */
  readonly address?: string
  /** Whether the tenant has set it up. */
  ready(scope: Scope): Promise<boolean>
  /** Where the person is reached, or null. In a transaction of the system. */
  reach(context: {
    readonly scope: Scope
    readonly person: string
    readonly address: string | null
  }): Promise<ChannelAddress | null>
  /** Carries a message over the network. It may be called again with the same message, after a crash or what it threw. */
  send(context: {
    readonly work: Work
    readonly person: string
    readonly to: ChannelAddress
    readonly message: Message
  }): Promise<Sent>
}

/** Where plugins bring ways to reach people. */
export const channels = defineExtensionPoint(
  'notifications.channels',
  Type.Unsafe<Channel>({ type: 'object', required: ['name', 'label'] }),
)

/** Declares a channel, for `contributes` of a plugin. */
export function offerChannel(channel: Channel): Contribution {
  return contribute(channels, channel)
}
