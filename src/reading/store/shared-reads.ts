type Execution = { waitUntil: (promise: Promise<unknown>) => void }

/** A way to read by name, in which whoever asks for the same meanwhile shares one read. */
export const createSharedReads = <Value>() => {
  const pending = new Map<string, Promise<Value>>()

  return (
    { execution }: { execution: Execution },
    name: string,
    read: () => Promise<Value>,
  ): Promise<Value> => {
    const reading = pending.get(name) ?? read().finally(() => pending.delete(name))
    pending.set(name, reading)
    // Others may be waiting for it when the request that began it has gone.
    execution.waitUntil(reading.catch(() => {}))
    return reading
  }
}
