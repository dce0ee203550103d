import Component from "@glimmer/component";
import { service } from "@ember/service";
import { say } from "../../lib/hybrid-desk/say";
import Buttons from "./buttons";

/** @import { DeskPost } from "../../../../../types/hybrid-desk" */

const CHOICE = ["still need help", "all good"];

/**
 * Below what the asker wrote last, where it is easiest to say: is help still needed, or is all good?
 *
 * @extends {Component<{ Args: { outletArgs: { post: DeskPost } } }>}
 */
export default class FollowUp extends Component {
  @service currentUser;
  @service hybridDesk;

  choice = CHOICE;

  get topic() {
    return this.args.outletArgs.post.topic;
  }

  get words() {
    return this.hybridDesk.community(this.topic.hybrid_desk.community)?.words;
  }

  get isAsked() {
    const { post } = this.args.outletArgs;
    const ticket = this.topic?.hybrid_desk;
    return (
      !!this.currentUser &&
      ticket?.asker?.lastPostId === post.id &&
      post.post_number > 1 &&
      CHOICE.some((word) => ticket.maySay.includes(word))
    );
  }

  <template>
    {{#if this.isAsked}}
      <div class="hybrid-desk-follow-up">
        <p>{{say "follow_up.question" words=this.words}}</p>
        <Buttons
          @topic={{this.topic}}
          @words={{this.words}}
          @only={{this.choice}}
        />
      </div>
    {{/if}}
  </template>
}
