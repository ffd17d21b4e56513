/** Text whose words between backticks are code. */
export const code = (text: string) =>
  text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))
