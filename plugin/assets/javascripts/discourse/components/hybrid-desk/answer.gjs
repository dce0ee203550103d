import Component from "@glimmer/component";
import { action } from "@ember/object";
import { idOf } from "../../lib/hybrid-desk/focus";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/**
 * What came of the press of a button, in words; read out when it comes.
 *
 * @extends {Component<{ Args: { press: import("../../lib/hybrid-desk/press").default | null, words?: Record<string, string> } }>}
 */
export default class Answer extends Component {
  get text() {
    const { outcome, text } = this.args.press.answer;
    return outcome === "away"
      ? say("answers.away", { words: this.args.words })
      : text || say(`answers.${outcome}`, { words: this.args.words });
  }

  @action
  again() {
    return this.args.press.again();
  }

  @action
  takeBack() {
    return this.args.press.takeBack();
  }

  <template>
    <div
      id={{idOf @press}}
      class="hybrid-desk-answer"
      role="status"
      tabindex="-1"
    >
      {{#if @press.isBusy}}
        <p>{{say "answers.busy"}}</p>
      {{else if @press.answer}}
        <p data-outcome={{@press.answer.outcome}} dir="auto">{{this.text}}</p>
      {{/if}}
    </div>
    {{#if @press.isAway}}
      <DButton
        @action={{this.again}}
        @translatedLabel={{say "answers.again"}}
        @disabled={{@press.isBusy}}
        class="btn-default btn-small"
      />
    {{else if @press.canTakeBack}}
      <DButton
        @action={{this.takeBack}}
        @translatedLabel={{say "answers.take_back"}}
        @disabled={{@press.isBusy}}
        class="btn-default btn-small"
      />
    {{/if}}
  </template>
}
