/** `/widget.js`: defines `<signatory-list>`, and touches nothing else that the page could see. */
import { define } from './element.ts'
import { sizeFrames } from './frames.ts'
import { placeAtTags } from './tags.ts'

define()
placeAtTags()
sizeFrames()
