/** `/widget.js`: defines `<signatory-list>`, and touches nothing else that the page could see. */
import { SignatoryList } from './element.ts'
import { sizeFrames } from './frames.ts'
import { placeAtTags } from './tags.ts'

if (!customElements.get('signatory-list')) customElements.define('signatory-list', SignatoryList)
placeAtTags()
sizeFrames()
