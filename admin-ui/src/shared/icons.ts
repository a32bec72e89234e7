/** The icons that are part of the backoffice; whoever needs another brings it. */
export {}
