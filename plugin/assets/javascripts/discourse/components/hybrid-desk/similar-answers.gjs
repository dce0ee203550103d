import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { fn } from "@ember/helper";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { idOf, movingOn } from "../../lib/hybrid-desk/focus";
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

  /** @type {{ draft: object, categoryId: number, answers: SimilarAnswer[] } | null} what was found, and for what */
  @tracked found = null;
  /** @type {SimilarAnswer | null} of what was found */
  @tracked helpedBy = null;
  /** The draft whose writer wants to ask all the same. */
  @tracked declined = null;

  /** @param {SimilarAnswer} answer */
  kind = ({ kind, state }) => {
    const name = say(`similar.kinds.${kind}`, { words: this.words });
    return state === "valid" ? name : `${name}, ${say(`similar.${state}`)}`;
  };
  #draft = null;
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

  /** For this draft in its category; none for another one. */
  get answers() {
    const { model } = this.args.outletArgs;
    const isOfDraft =
      this.community &&
      this.found?.draft === model &&
      this.found.categoryId === model.categoryId;
    return isOfDraft && this.declined !== model ? this.found.answers : [];
  }

  get count() {
    return this.answers.length;
  }

  @action
  async look() {
    const { model } = this.args.outletArgs;
    const { title = "", reply = "", categoryId } = model;
    if (model !== this.#draft) {
      this.#draft = model;
      this.#last = "";
    }
    if (!this.community || title.trim().length < LEAST_TITLE) {
      this.found = null;
      this.#last = "";
      return;
    }
    const asked = JSON.stringify([categoryId, title, reply]);
    if (asked === this.#last || this.declined === model) {
      return;
    }
    this.#last = asked;
    const answers = await this.hybridDesk.similar({
      categoryId,
      title,
      text: reply,
    });
    // An answer to what was typed before is too late.
    if (model === this.#draft && asked === this.#last && !this.isDestroying) {
      this.helpedBy = null;
      this.found = {
        draft: model,
        categoryId,
        answers: answers.slice(0, MOST),
      };
    }
  }

  /** @param {SimilarAnswer} answer */
  @action
  helped(answer) {
    const moveOn = movingOn();
    this.helpedBy = answer;
    moveOn(this);
    this.hybridDesk.helped(answer.topic_id, true);
  }

  /** She goes on; which ones did not help is kept. */
  @action
  goOn() {
    const moveOn = movingOn();
    for (const { topic_id } of this.answers) {
      this.hybridDesk.helped(topic_id, false);
    }
    this.helpedBy = null;
    this.declined = this.args.outletArgs.model;
    moveOn(this);
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
    <p class="sr-only" role="status">
      {{#if this.count}}{{say "similar.found" count=this.count}}{{/if}}
    </p>
    <div id={{idOf this}} tabindex="-1">
      {{#if this.count}}
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
