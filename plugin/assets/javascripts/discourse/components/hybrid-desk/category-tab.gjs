import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/**
 * Whether a category asks the desk, as the service knows it. Its settings are in the console.
 *
 * @extends {Component<{ Args: { category: { id: number } } }>}
 */
export default class CategoryTab extends Component {
  @service hybridDesk;

  @tracked isBusy = false;
  /** @type {import("../../../../../types/hybrid-desk").CommandAnswer | null} */
  @tracked answer = null;

  get community() {
    return this.hybridDesk.communityOfCategory(this.args.category.id);
  }

  get state() {
    return this.community
      ? say("category.is", { name: this.community.name })
      : say("category.is_not");
  }

  get text() {
    const { outcome, text } = this.answer;
    return outcome === "away"
      ? say("answers.away")
      : text || say(`answers.${outcome}`);
  }

  get change() {
    return say(this.community ? "category.take_out" : "category.take_in");
  }

  @action
  async ask() {
    if (this.isBusy) {
      return;
    }
    this.isBusy = true;
    this.answer = await this.hybridDesk.designate(
      this.args.category.id,
      !this.community
    );
    this.isBusy = false;
  }

  <template>
    <section class="hybrid-desk-category">
      <p dir="auto">{{this.state}}</p>
      <DButton
        @action={{this.ask}}
        @translatedLabel={{this.change}}
        @isLoading={{this.isBusy}}
        class="btn-default"
      />
      {{#if this.community.consoleUrl}}
        <p><a href={{this.community.consoleUrl}}>{{say
              "category.console"
            }}</a></p>
      {{/if}}
      <div class="hybrid-desk-answer" role="status">
        {{#if this.answer}}<p
            data-outcome={{this.answer.outcome}}
            dir="auto"
          >{{this.text}}</p>{{/if}}
      </div>
    </section>
  </template>
}
