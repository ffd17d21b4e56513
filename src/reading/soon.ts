/**
 * What is there already, or soon: an answer from memory takes as long again, and leaves as much garbage again, where each
 * of the functions that it goes through waits for a promise.
 */
export type Soon<Value> = Value | Promise<Value>

/** Goes on with a value: at once where it is there. */
export const andThen = <Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> =>
  value instanceof Promise ? value.then(next) : next(value)

/** Makes a value, or what stands in for it where that throws, now or later. */
export const recover = <Value>(
  make: () => Soon<Value>,
  rescue: (error: unknown) => Soon<Value>,
): Soon<Value> => {
  try {
    const value = make()
    return value instanceof Promise ? value.catch(rescue) : value
  } catch (error) {
    return rescue(error)
  }
}
