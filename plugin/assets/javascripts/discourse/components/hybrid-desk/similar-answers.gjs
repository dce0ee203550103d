import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { say } from "../../lib/hybrid-desk/say";

/** @import { SimilarAnswer } from "../../../../../types/hybrid-desk" */

const LEAST_TITLE = 15;
const MOST = 3;

/**
 * While one asks: what was answered before. The forum's own suggestions are hidden while ours are there (by hybrid-desk.scss).
 *
 * @extends {Component<{ Args: { outletArgs: { model: import("./composer-notes").Draft } } }>}
 */
export default class SimilarAnswers extends Component {
  @service appEvents;
  @service hybridDesk;

  /** @type {SimilarAnswer[]} */
  @tracked answers = [];

  /** @param {SimilarAnswer} answer */
  kind = ({ kind, state }) => {
    const words = this.community?.words;
    const name = say(`similar.kinds.${kind}`, { words });
    return state === "expired" ? `${name}, ${say("similar.expired")}` : name;
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
    const community =
      does === "createTopic" && this.hybridDesk.communityOfCategory(categoryId);
    return community?.similarAnswers ? community : undefined;
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
    if (asked === this.#last) {
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

  <template>
    <div role="status">
      {{#if this.answers.length}}
        <section class="hybrid-desk-similar" aria-label={{say "similar.title"}}>
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
              </li>
            {{/each}}
          </ul>
        </section>
      {{/if}}
    </div>
  </template>
}
