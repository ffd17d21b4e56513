import { Component, CUSTOM_ELEMENTS_SCHEMA, Input, signal } from '@angular/core'

@Component({
  selector: 'app-signatories',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <signatory-list
      letter="un-human-rights-council-2018"
      style="display:block;height:0;padding-bottom:clamp(clamp(41em,(51em - 100%)*999,44em),(34em - 100%)*999,69em)"
      [attr.view]="view"
      (signatories-load)="count.set($event.detail.count)"
    >
      <a href="https://letters.example/letters/un-human-rights-council-2018">Who signed</a>
    </signatory-list>
    <output>{{ count() }}</output>
  `,
})
export class Signatories {
  @Input() view = 'list'
  count = signal<number | undefined>(undefined)
}
