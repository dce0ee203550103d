import Component from "@glimmer/component";
import { cached, tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { trustHTML } from "@ember/template";
import { ACTIONS, lineOf } from "../../lib/hybrid-desk/actions";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";
import Facts from "./facts";

/** @import { DeskPost } from "../../../../../types/hybrid-desk" */

const OFFICIAL = ACTIONS.find(({ word }) => word === "official");

/** A look at what changed up to one text of a post. */
class Look {
  /** @type {{ html: string | null } | null | undefined} undefined: it is being asked for; null: it could not be had */
  @tracked found;

  constructor(desk, id, text) {
    this.desk = desk;
    this.id = id;
    this.text = text;
    this.ask();
  }

  /** The forum's own difference of two texts that it made itself. */
  get difference() {
    return this.found?.html && trustHTML(this.found.html);
  }

  get isFailed() {
    return this.found === null;
  }

  async ask() {
    // Nothing that the question reads may be a reason to ask again.
    await null;
    this.found = undefined;
    this.found = await this.desk.changedSince(this.id);
  }
}

/**
 * OF-03: what changed since the signature, and the same signature again by one click.
 *
 * @extends {Component<{ Args: {
 *   post: DeskPost,
 *   again: { scope?: string | null, until?: string, facts: { name: string, value: string }[] },
 *   press: import("../../lib/hybrid-desk/press").default,
 * } }>}
 */
export default class SignAgain extends Component {
  @service hybridDesk;

  /** Each text is looked at anew: nobody signs one whose changes she was not shown. */
  @cached
  get look() {
    const { id, version, cooked } = this.args.post;
    return new Look(this.hybridDesk, id, [version, cooked]);
  }

  get isOff() {
    return this.args.press.isBusy || !this.look.found;
  }

  @action
  lookAgain() {
    return this.look.ask();
  }

  @action
  sign() {
    const { scope, until } = this.args.again;
    const values = { scope: scope ?? "", until: until ?? "" };
    return this.args.press.send(lineOf(OFFICIAL, values));
  }

  <template>
    <div class="hybrid-desk-sign-again">
      {{#if this.look.difference}}
        <p>{{say "sign_again.changed"}}</p>
        <div
          class="hybrid-desk-sign-again__difference"
          dir="auto"
        >{{this.look.difference}}</div>
      {{else if this.look.found}}
        <p>{{say "sign_again.none"}}</p>
      {{else if this.look.isFailed}}
        <p>{{say "sign_again.failed"}}</p>
        <DButton
          @action={{this.lookAgain}}
          @translatedLabel={{say "sign_again.look"}}
          class="btn-default btn-small"
        />
      {{else}}
        <p>{{say "sign_again.loading"}}</p>
      {{/if}}
      <Facts @facts={{@again.facts}} />
      <DButton
        @action={{this.sign}}
        @icon="certificate"
        @translatedLabel={{say "sign_again.button"}}
        @disabled={{this.isOff}}
        class="btn-default btn-small"
      />
    </div>
  </template>
}
