import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { fn } from "@ember/helper";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { ACTIONS, keyOf, lineOf } from "../../lib/hybrid-desk/actions";
import { DButton } from "../../lib/hybrid-desk/kit";
import Press from "../../lib/hybrid-desk/press";
import { say } from "../../lib/hybrid-desk/say";
import { wordsToSay } from "../../lib/hybrid-desk/ticket";
import Answer from "./answer";
import SayDialog from "./say-dialog";

/** @import { DeskTopic } from "../../../../../types/hybrid-desk" */

/**
 * A button for everything that the reader may say about a question now.
 *
 * @extends {Component<{ Args: {
 *   topic: DeskTopic,
 *   words?: Record<string, string>,
 *   only?: string[],
 * } }>}
 */
export default class Buttons extends Component {
  @service currentUser;
  @service hybridDesk;
  @service modal;

  @tracked press = null;

  label = ({ word }) =>
    say(`actions.${keyOf(word)}.button`, { words: this.args.words });

  willDestroy() {
    super.willDestroy();
    this.press?.forget();
  }

  get possible() {
    const { topic, only } = this.args;
    const words = this.currentUser ? wordsToSay(topic.hybrid_desk) : [];
    return ACTIONS.filter(
      ({ word, about }) =>
        about !== "post" &&
        words.includes(word) &&
        (!only || only.includes(word))
    );
  }

  get first() {
    return this.possible.filter(({ isFirst }) => isFirst || this.args.only);
  }

  get others() {
    return this.possible.filter((one) => !this.first.includes(one));
  }

  @action
  async choose(chosen) {
    const { topic, words } = this.args;
    if (this.press?.isBusy) {
      return;
    }
    this.press?.forget();
    if (chosen.fields.length > 0 || chosen.asksBefore) {
      this.press = null;
      await this.modal.show(SayDialog, {
        model: { action: chosen, topic, words },
      });
      return;
    }
    this.press = new Press(this.hybridDesk, { topic });
    await this.press.send(lineOf(chosen));
  }

  <template>
    {{#if this.possible.length}}
      <div class="hybrid-desk-buttons">
        {{#each this.first key="word" as |one|}}
          <DButton
            @action={{fn this.choose one}}
            @icon={{one.icon}}
            @translatedLabel={{this.label one}}
            @disabled={{this.press.isBusy}}
            class="btn-default btn-small"
            data-word={{one.word}}
          />
        {{/each}}
        {{#if this.others.length}}
          <details class="hybrid-desk-buttons__others">
            <summary>{{say "actions.others"}}</summary>
            <div>
              {{#each this.others key="word" as |one|}}
                <DButton
                  @action={{fn this.choose one}}
                  @icon={{one.icon}}
                  @translatedLabel={{this.label one}}
                  @disabled={{this.press.isBusy}}
                  class="btn-default btn-small"
                  data-word={{one.word}}
                />
              {{/each}}
            </div>
          </details>
        {{/if}}
      </div>
    {{/if}}
    <Answer @press={{this.press}} @words={{@words}} />
  </template>
}
