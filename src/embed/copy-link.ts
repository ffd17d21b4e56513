/**
 * The script of a letter's page: shows the button among the ways to pass the letter on, which copies the address that it
 * holds, and has the `<output>` behind it say so. Where the browser refuses, the address itself stands there.
 */
const [button, said] = document.querySelectorAll('button,output') as unknown as [
  HTMLButtonElement,
  HTMLOutputElement,
]

// Only a secure context has it: not a page over plain HTTP.
button.hidden = !navigator.clipboard
button.onclick = async () => {
  // Emptied first, so that it is said each time.
  said.value = ''
  said.value = await navigator.clipboard.writeText(button.value).then(
    () => said.dataset.says as string,
    () => button.value,
  )
}

export {}
