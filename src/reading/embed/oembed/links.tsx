import { oembedAddress } from '../../../embed/frame.ts'

/** How other sites find out that they can show the page's letter (https://oembed.com/#section4). */
export const OEmbedLinks = ({ origin, of, title }: { origin: string; of: string; title: string }) => (
  <>
    <link
      rel="alternate"
      type="application/json+oembed"
      href={oembedAddress(origin, of, 'json')}
      title={title}
    />
    <link rel="alternate" type="text/xml+oembed" href={oembedAddress(origin, of, 'xml')} title={title} />
  </>
)
