import Component from "@glimmer/component";
import { service } from "@ember/service";
import { say } from "../../lib/hybrid-desk/say";
import { moment, zoneOf } from "../../lib/hybrid-desk/times";

/** @import { DeskLine } from "../../../../../types/hybrid-desk" */

/**
 * Small marks of a question in a list: state, official answer, who has it, until when.
 *
 * @extends {Component<{ Args: { outletArgs: { topic: { category_id?: number, hybrid_desk?: DeskLine } } } }>}
 */
export default class ListMark extends Component {
  @service currentUser;
  @service hybridDesk;

  get line() {
    return this.args.outletArgs.topic.hybrid_desk;
  }

  get words() {
    return this.hybridDesk.communityOfCategory(
      this.args.outletArgs.topic.category_id
    )?.words;
  }

  get owner() {
    return this.line.people?.[this.line.ownerId];
  }

  get due() {
    const { due } = this.line;
    return (
      due &&
      say("clocks.running_due", {
        when: moment(due, { zone: zoneOf(this.currentUser) }),
      })
    );
  }

  <template>
    {{#if this.line}}
      <span class="hybrid-desk-marks">
        <span
          class="hybrid-desk-mark"
          data-state={{this.line.state}}
          dir="auto"
        >{{this.line.stateText}}</span>
        {{#if this.line.official}}
          <span class="hybrid-desk-mark" data-state="official">{{say
              "labels.official"
              words=this.words
            }}</span>
        {{/if}}
        {{#if this.owner}}<span dir="auto">@{{this.owner}}</span>{{/if}}
        {{#if this.due}}<span>{{this.due}}</span>{{/if}}
      </span>
    {{/if}}
  </template>
}
