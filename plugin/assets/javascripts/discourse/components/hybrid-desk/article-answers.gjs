import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { idOf, movingOn } from "../../lib/hybrid-desk/focus";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/** @import { DeskPost } from "../../../../../types/hybrid-desk" */

/** As the forum says of a category that one may begin topics there. */
const MAY_CREATE = 1;

const isIn = (ids, { parent_category_id: parent }) =>
  Number(ids.includes(parent));

/**
 * Below an article: did it answer the question that one came with? If not, one asks.
 *
 * @extends {Component<{ Args: { outletArgs: { post: DeskPost } } }>}
 */
export default class ArticleAnswers extends Component {
  @service composer;
  @service currentUser;
  @service hybridDesk;
  @service site;

  @tracked isThanked = false;

  get topic() {
    return this.args.outletArgs.post.topic;
  }

  get community() {
    const { post } = this.args.outletArgs;
    return this.currentUser && post.post_number === 1 && this.topic
      ? this.hybridDesk.communityOfArticles(this.topic.category_id)
      : undefined;
  }

  /** Where one asks in this community: where she may, a category before those in it. */
  get categoryId() {
    const { categoryIds } = this.community;
    const open = (this.site.categories ?? [])
      .filter(
        ({ id, permission }) =>
          categoryIds.includes(id) && permission === MAY_CREATE
      )
      .sort((a, b) => isIn(categoryIds, a) - isIn(categoryIds, b));
    return open[0]?.id ?? categoryIds[0];
  }

  @action
  helped() {
    const moveOn = movingOn();
    this.isThanked = true;
    moveOn(this);
    this.hybridDesk.helped(this.topic.id, true);
  }

  @action
  ask() {
    this.hybridDesk.helped(this.topic.id, false);
    this.composer.openNewTopic({
      category: { id: this.categoryId },
    });
  }

  <template>
    {{#if this.community}}
      <div class="hybrid-desk-follow-up">
        <div id={{idOf this}} role="status" tabindex="-1">
          <p>{{say (if this.isThanked "similar.thanks" "similar.question")}}</p>
        </div>
        {{#unless this.isThanked}}
          <div class="hybrid-desk-buttons">
            <DButton
              @action={{this.helped}}
              @translatedLabel={{say "similar.helped"}}
              class="btn-default btn-small"
            />
            <DButton
              @action={{this.ask}}
              @translatedLabel={{say "similar.go_on"}}
              class="btn-default btn-small"
            />
          </div>
        {{/unless}}
      </div>
    {{/if}}
  </template>
}
