import { Component, type ErrorInfo, type ReactNode } from 'react'

export interface BoundaryProps {
  readonly children: ReactNode
  /** Drawn in place of what threw. */
  readonly instead: ReactNode
  readonly onError: (error: Error) => void
}

/** What throws in here takes down nothing else. */
export class Boundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch(thrown: unknown, _info: ErrorInfo) {
    this.props.onError(thrown instanceof Error ? thrown : new Error(String(thrown)))
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children
  }
}
