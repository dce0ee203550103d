import Component from "@glimmer/component";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/** @import { DeskTopic } from "../../../../../types/hybrid-desk" */

/**
 * @typedef {object} Draft
 * @property {string} action
 * @property {string} [title]
 * @property {string} [reply]
 * @property {number} [categoryId]
 * @property {string} [targetRecipients]
 * @property {DeskTopic} [topic]
 */

/**
 * Above the box in which one writes: who decides this question, or who can read what is asked privately.
 *
 * @extends {Component<{ Args: { outletArgs: { model: Draft } } }>}
 */
export default class ComposerNotes extends Component {
  @service composer;
  @service hybridDesk;

  get draft() {
    return this.args.outletArgs.model;
  }

  get mode() {
    const ticket = this.draft.topic?.hybrid_desk;
    if (this.draft.action !== "reply" || !ticket?.everyone.decisionMode) {
      return null;
    }
    const { words } = this.hybridDesk.community(ticket.community) ?? {};
    return say(`modes.${ticket.everyone.decisionMode}`, { words });
  }

  /** The community that is asked privately by this message. */
  get asked() {
    const names = (this.draft.targetRecipients ?? "").split(",");
    return this.draft.action === "privateMessage"
      ? this.hybridDesk.find(
          ({ askGroups }) => !!askGroups?.some((group) => names.includes(group))
        )
      : null;
  }

  /** The community in which a question is being asked. */
  get community() {
    return this.draft.action === "createTopic"
      ? this.hybridDesk.communityOfCategory(this.draft.categoryId)
      : null;
  }

  /** Where this question could be asked privately instead. */
  get choice() {
    return this.community?.askGroups?.length > 0 ? this.community : null;
  }

  @action
  askPrivately() {
    const { title, reply } = this.draft;
    this.composer.openNewMessage(
      this.hybridDesk.messageTo(this.choice, { title, body: reply })
    );
  }

  <template>
    {{#if this.mode}}
      <p class="hybrid-desk-note">{{this.mode}}</p>
    {{/if}}
    {{#if this.asked}}
      <p
        class="hybrid-desk-note"
        dir="auto"
        role="note"
      >{{this.asked.privateNotice}}</p>
    {{/if}}
    {{#if this.community.expectedReply}}
      <p class="hybrid-desk-note">
        {{say "expected"}}
        <span dir="auto">{{this.community.expectedReply}}</span>
      </p>
    {{/if}}
    {{#if this.choice}}
      <details class="hybrid-desk-note">
        <summary>{{say "ask.choice" words=this.choice.words}}</summary>
        <p dir="auto">{{this.choice.privateNotice}}</p>
        <DButton
          @action={{this.askPrivately}}
          @icon="lock"
          @translatedLabel={{say "ask.button" words=this.choice.words}}
          class="btn-default btn-small"
        />
      </details>
    {{/if}}
  </template>
}
