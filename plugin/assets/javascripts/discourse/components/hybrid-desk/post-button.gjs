import Component from "@glimmer/component";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { ACTIONS, keyOf } from "../../lib/hybrid-desk/actions";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";
import { labelsOf } from "../../lib/hybrid-desk/ticket";
import SayDialog from "./say-dialog";

/** @import { DeskPost } from "../../../../../types/hybrid-desk" */

/** To which posts a word can be said at all; the service decides the rest. */
const FITS = {
  official: (labels) => !labels.includes("official"),
  withdraw: (labels) => labels.includes("official"),
  challenge: (labels) => labels.includes("official"),
};

/**
 * @param {import("../../lib/hybrid-desk/actions").Action} chosen
 * @param {DeskPost} post
 */
function isFor({ word }, post) {
  const ticket = post.topic?.hybrid_desk;
  const isAnswer =
    post.post_number > 1 && (post.post_type ?? 1) === 1 && !post.deleted_at;
  const labels = labelsOf(post).map(({ label }) => label);
  return (
    !!ticket &&
    isAnswer &&
    ticket.maySay.includes(word) &&
    (FITS[word]?.(labels) ?? true)
  );
}

/** @extends {Component<{ Args: { post: DeskPost, showLabel?: boolean }, Element: HTMLElement }>} */
class PostButton extends Component {
  /** @type {import("../../lib/hybrid-desk/actions").Action} */
  static chosen;

  static shouldRender({ post }) {
    return isFor(this.chosen, post);
  }

  @service hybridDesk;
  @service modal;

  /** @type {import("../../lib/hybrid-desk/actions").Action} */
  chosen = /** @type {any} */ (this.constructor).chosen;

  get words() {
    const { community } = this.args.post.topic.hybrid_desk;
    return this.hybridDesk.community(community)?.words;
  }

  get text() {
    return say(`actions.${keyOf(this.chosen.word)}.button`, {
      words: this.words,
    });
  }

  @action
  open() {
    const { post } = this.args;
    return this.modal.show(SayDialog, {
      model: {
        action: this.chosen,
        topic: post.topic,
        post,
        words: this.words,
      },
    });
  }

  <template>
    <DButton
      @action={{this.open}}
      @icon={{this.chosen.icon}}
      @translatedLabel={{if @showLabel this.text}}
      @translatedTitle={{this.text}}
      @translatedAriaLabel={{this.text}}
      data-word={{this.chosen.word}}
      ...attributes
    />
  </template>
}

/** One button below posts for each word that is about a post. */
export const POST_BUTTONS = ACTIONS.filter(({ about }) => about === "post").map(
  (one) => ({
    key: `hybrid-desk-${keyOf(one.word)}`,
    component: class extends PostButton {
      static chosen = one;
    },
  })
);
