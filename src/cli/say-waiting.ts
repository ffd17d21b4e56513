/** Says for which letters a command waits that only the sign-on Worker can hand over. */
export const sayWaiting = (slugs: string[]): void =>
  console.error(
    `Waiting until the sign-on Worker hands over ${slugs.join(', ')}; this may take some minutes.`,
  )
