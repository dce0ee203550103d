import Component from "@glimmer/component";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/**
 * Beside the forum's own button: a private message to the desk, which says before it is sent who can read it.
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

  get cannot() {
    return this.currentUser.can_send_private_messages === false
      ? say("ask.not_yet", { words: this.community.words })
      : null;
  }

  get isDisabled() {
    return !!this.cannot;
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
        @translatedTitle={{this.cannot}}
        @disabled={{this.isDisabled}}
        class="btn-default hybrid-desk-ask"
      />
      {{#if this.cannot}}
        <span class="hybrid-desk-ask__reason">{{this.cannot}}</span>
      {{/if}}
    {{/if}}
  </template>
}
