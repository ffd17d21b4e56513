/** A letter to change, which explains itself. */

/** Markdown behind the facts. */
export const EXAMPLE = `Dear Somebody,

Write the letter here. An empty line begins a new paragraph.

Words can be *emphasised* or **strong**, and can [link somewhere](https://example.org/).

- This is a list.
- It has two lines.
`

/**
 * The facts, each with what it is.
 *
 * @param title as YAML has it
 * @param more lines that come behind the others
 */
export const frontMatter = (title: string, date: string, more = ''): string => `---
# The lines between the two --- are facts about the letter. What follows a # is a comment: nobody sees it.
# The title, as the letter's heading prints it.
title: ${title}
# The day of the letter, YYYY-MM-DD.
date: ${date}
# To whom it is written.
addressee: Somebody
# One line on what it responds to. Take the # away to use it.
# context: Somebody said something on 1 January.
${more}---
`
