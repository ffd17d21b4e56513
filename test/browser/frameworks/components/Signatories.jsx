import { useState } from 'react'

const ROOM = 'clamp(clamp(41em,(51em - 100%)*999,44em),(34em - 100%)*999,69em)'

export function Signatories({ view }) {
  const [count, setCount] = useState()
  return (
    <>
      <signatory-list
        letter="un-human-rights-council-2018"
        view={view}
        style={{ display: 'block', height: 0, paddingBottom: ROOM }}
        suppressHydrationWarning
        onsignatories-load={({ detail }) => setCount(detail.count)}
      >
        <a href="https://letters.example/letters/un-human-rights-council-2018">Who signed</a>
      </signatory-list>
      <output>{count}</output>
    </>
  )
}
