/** What only the editor can say. At a terminal it is asked; elsewhere the hint says which option answers it. */
export type Question = {
  about: 'list' | 'name' | 'column' | 'type' | 'dates' | 'answer'
  /** The column or heading that it is about. */
  subject: string
  message: string
  /** Which options answer it. */
  hint: string
  /** Of an answer: the words that may mean yes or no. */
  value?: string
}
