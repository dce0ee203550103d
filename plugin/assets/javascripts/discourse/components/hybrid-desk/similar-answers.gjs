import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { fn } from "@ember/helper";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/** @import { SimilarAnswer } from "../../../../../types/hybrid-desk" */

const LEAST_TITLE = 15;
const MOST = 3;

/**
 * While one asks: what was answered before, and whether that is enough. The forum's own suggestions are hidden while ours are there (by
 * hybrid-desk.scss).
 *
 * @extends {Component<{ Args: { outletArgs: { model: import("./composer-notes").Draft } } }>}
 */
export default class SimilarAnswers extends Component {
  @service appEvents;
  @service composer;
  @service hybridDesk;

  /** @type {SimilarAnswer[]} */
  @tracked answers = [];
  /** @type {SimilarAnswer | null} */
  @tracked helpedBy = null;
  @tracked isDeclined = false;

  /** @param {SimilarAnswer} answer */
  kind = ({ kind, state }) => {
    const name = say(`similar.kinds.${kind}`, { words: this.words });
    return state === "valid" ? name : `${name}, ${say(`similar.${state}`)}`;
  };
  #last = "";

  constructor(owner, args) {
    super(owner, args);
    this.appEvents.on("composer:find-similar", this, this.look);
  }

  willDestroy() {
    super.willDestroy();
    this.appEvents.off("composer:find-similar", this, this.look);
  }

  get community() {
    const { action: does, categoryId } = this.args.outletArgs.model;
    return does === "createTopic"
      ? this.hybridDesk.communityOfCategory(categoryId)
      : undefined;
  }

  get words() {
    return this.community?.words;
  }

  get areShown() {
    return this.answers.length > 0 && !this.isDeclined;
  }

  @action
  async look() {
    const { title = "", reply = "", categoryId } = this.args.outletArgs.model;
    if (!this.community || title.trim().length < LEAST_TITLE) {
      this.answers = [];
      this.#last = "";
      return;
    }
    const asked = JSON.stringify([categoryId, title, reply]);
    if (asked === this.#last || this.isDeclined) {
      return;
    }
    this.#last = asked;
    const answers = await this.hybridDesk.similar({
      categoryId,
      title,
      text: reply,
    });
    // An answer to what was typed before is too late.
    if (asked === this.#last && !this.isDestroying) {
      this.answers = answers.slice(0, MOST);
    }
  }

  /** @param {SimilarAnswer} answer */
  @action
  helped(answer) {
    this.helpedBy = answer;
    this.hybridDesk.helped(answer.topic_id, true);
  }

  /** She goes on; which ones did not help is kept. */
  @action
  goOn() {
    for (const { topic_id } of this.answers) {
      this.hybridDesk.helped(topic_id, false);
    }
    this.helpedBy = null;
    this.isDeclined = true;
  }

  @action
  keepDraft() {
    this.composer.collapse();
  }

  @action
  async discardDraft() {
    await this.composer.destroyDraft();
    this.composer.close();
  }

  <template>
    <div role="status">
      {{#if this.areShown}}
        <section class="hybrid-desk-similar" aria-label={{say "similar.title"}}>
          {{#if this.helpedBy}}
            <p>{{say "similar.good"}}</p>
            <div class="hybrid-desk-buttons">
              <DButton
                @action={{this.keepDraft}}
                @translatedLabel={{say "similar.keep"}}
                class="btn-default btn-small"
              />
              <DButton
                @action={{this.discardDraft}}
                @translatedLabel={{say "similar.discard"}}
                class="btn-default btn-small"
              />
              <DButton
                @action={{this.goOn}}
                @translatedLabel={{say "similar.go_on"}}
                class="btn-default btn-small"
              />
            </div>
          {{else}}
            <p>{{say "similar.title"}}</p>
            <ul>
              {{#each this.answers key="url" as |answer|}}
                <li>
                  <a
                    href={{answer.url}}
                    target="_blank"
                    rel="noopener noreferrer"
                    dir="auto"
                  >{{answer.title}}</a>
                  <span class="hybrid-desk-mark">{{this.kind answer}}</span>
                  {{#if answer.excerpt}}<span
                      class="hybrid-desk-similar__excerpt"
                      dir="auto"
                    >{{answer.excerpt}}</span>{{/if}}
                  <DButton
                    @action={{fn this.helped answer}}
                    @translatedLabel={{say "similar.helped"}}
                    @translatedAriaLabel={{say
                      "similar.helped_by"
                      title=answer.title
                    }}
                    class="btn-default btn-small"
                  />
                </li>
              {{/each}}
            </ul>
            <DButton
              @action={{this.goOn}}
              @translatedLabel={{say "similar.go_on"}}
              class="btn-default btn-small"
            />
          {{/if}}
        </section>
      {{/if}}
    </div>
  </template>
}
