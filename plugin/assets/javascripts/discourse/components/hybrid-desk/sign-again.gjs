import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { trustHTML } from "@ember/template";
import { ACTIONS, lineOf } from "../../lib/hybrid-desk/actions";
import { DButton } from "../../lib/hybrid-desk/kit";
import Press from "../../lib/hybrid-desk/press";
import { say } from "../../lib/hybrid-desk/say";
import Answer from "./answer";

/** @import { DeskLabel, DeskPost } from "../../../../../types/hybrid-desk" */

const OFFICIAL = ACTIONS.find(({ word }) => word === "official");

/**
 * OF-03: what changed since the signature, and the same signature again by one click.
 *
 * @extends {Component<{ Args: {
 *   post: DeskPost,
 *   label: DeskLabel,
 *   words?: Record<string, string>,
 * } }>}
 */
export default class SignAgain extends Component {
  @service hybridDesk;

  /** @type {string | null | undefined} undefined: it is being asked for */
  @tracked changed;

  press = this.#newPress();

  constructor(owner, args) {
    super(owner, args);
    this.look();
  }

  willDestroy() {
    super.willDestroy();
    this.press.forget();
  }

  /** The forum's own difference of two texts that it made itself. */
  get difference() {
    return this.changed && trustHTML(this.changed);
  }

  get isKept() {
    return this.changed !== null;
  }

  #newPress() {
    const { post } = this.args;
    return new Press(this.hybridDesk, { topic: post.topic, post });
  }

  async look() {
    const changed = await this.hybridDesk.changedSince(this.args.post.id);
    if (!this.isDestroying) {
      this.changed = changed;
    }
  }

  @action
  sign() {
    const { scope } = this.args.label;
    return this.press.send(lineOf(OFFICIAL, { scope: scope ?? "" }));
  }

  <template>
    <div class="hybrid-desk-sign-again">
      {{#if this.difference}}
        <p>{{say "sign_again.changed"}}</p>
        <div
          class="hybrid-desk-sign-again__difference"
          dir="auto"
        >{{this.difference}}</div>
      {{else if this.isKept}}
        <p>{{say "sign_again.loading"}}</p>
      {{else}}
        <p>{{say "sign_again.none"}}</p>
      {{/if}}
      <DButton
        @action={{this.sign}}
        @icon="certificate"
        @translatedLabel={{say "sign_again.button"}}
        @disabled={{this.press.isBusy}}
        class="btn-default btn-small"
      />
      <Answer @press={{this.press}} @words={{@words}} />
    </div>
  </template>
}
