import Component from "@glimmer/component";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/**
 * Beside the forum's own button: a private message to the desk, which says before it is sent who can read it. The server names only groups
 * to which one may write, a newcomer too who may write to nobody else.
 *
 * @extends {Component<{ Args: { outletArgs: { category?: { id: number } } } }>}
 */
export default class AskPrivately extends Component {
  @service composer;
  @service currentUser;
  @service hybridDesk;

  get community() {
    const { category } = this.args.outletArgs;
    return category && this.hybridDesk.communityOfCategory(category.id);
  }

  get isOffered() {
    return !!this.currentUser && this.community?.askGroups?.length > 0;
  }

  get label() {
    return say("ask.button", { words: this.community.words });
  }

  @action
  ask() {
    this.composer.openNewMessage(this.hybridDesk.messageTo(this.community));
  }

  <template>
    {{#if this.isOffered}}
      <DButton
        @action={{this.ask}}
        @icon="lock"
        @translatedLabel={{this.label}}
        class="btn-default hybrid-desk-ask"
      />
    {{/if}}
  </template>
}
