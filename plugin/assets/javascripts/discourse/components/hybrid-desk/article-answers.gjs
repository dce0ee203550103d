import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { action } from "@ember/object";
import { service } from "@ember/service";
import { DButton } from "../../lib/hybrid-desk/kit";
import { say } from "../../lib/hybrid-desk/say";

/** @import { DeskPost } from "../../../../../types/hybrid-desk" */

/**
 * Below an article: did it answer the question that one came with? If not, one asks.
 *
 * @extends {Component<{ Args: { outletArgs: { post: DeskPost } } }>}
 */
export default class ArticleAnswers extends Component {
  @service composer;
  @service currentUser;
  @service hybridDesk;

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

  @action
  helped() {
    this.isThanked = true;
    this.hybridDesk.helped(this.topic.id, true);
  }

  @action
  ask() {
    this.hybridDesk.helped(this.topic.id, false);
    this.composer.openNewTopic({
      category: { id: this.community.categoryIds[0] },
    });
  }

  <template>
    {{#if this.community}}
      <div class="hybrid-desk-follow-up">
        <div role="status">
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
