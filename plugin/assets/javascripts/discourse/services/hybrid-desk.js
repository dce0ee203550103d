import Service, { service } from "@ember/service";
import { ajax } from "discourse/lib/ajax";
import { putOn } from "../lib/hybrid-desk/ticket";

/** @import { CommandAnswer, ConnectionStatus, DeskCommunity, DeskTopic, SimilarAnswer } from "../../../../types/hybrid-desk" */

/** What pages ask of the server of the plugin. */
export default class HybridDesk extends Service {
  /** @type {{ hybrid_desk?: { communities: DeskCommunity[], bot?: string } }} */
  @service site;

  #asked = new Map();

  /**
   * @param {(community: DeskCommunity) => boolean} fits
   * @returns {DeskCommunity | undefined}
   */
  find(fits) {
    return this.site.hybrid_desk?.communities.find(fits);
  }

  /** @param {string} id */
  community(id) {
    return this.find((community) => community.id === id);
  }

  /** @param {number} categoryId */
  communityOfCategory(categoryId) {
    return this.find(({ categoryIds }) => categoryIds.includes(categoryId));
  }

  /** @param {number} categoryId */
  communityOfArticles(categoryId) {
    return this.find(({ faqCategoryId }) => faqCategoryId === categoryId);
  }

  /**
   * Never rejects: what went wrong is an answer too.
   *
   * @param {object} said
   * @returns {Promise<CommandAnswer>}
   */
  async command(said) {
    try {
      const { outcome, text } = await send(
        "/hybrid-desk/command.json",
        "POST",
        said
      );
      return { outcome, text };
    } catch (error) {
      return failure(error);
    }
  }

  /**
   * @param {number} categoryId
   * @param {boolean} designated
   * @returns {Promise<CommandAnswer>}
   */
  async designate(categoryId, designated) {
    try {
      const answer = await send(
        `/hybrid-desk/categories/${categoryId}.json`,
        "PUT",
        { designated }
      );
      return {
        outcome: answer.designated === designated ? "done" : "refused",
        text: answer.text,
      };
    } catch (error) {
      return failure(error);
    }
  }

  /** @returns {Promise<ConnectionStatus | null>} */
  async connection() {
    try {
      return await ajax("/admin/plugins/hybrid-desk/status.json");
    } catch {
      return null;
    }
  }

  /**
   * What the forum's composer needs to write to the desk of a community.
   *
   * @param {DeskCommunity} community
   * @param {{ title?: string, body?: string }} [typed]
   */
  messageTo({ askGroups }, { title = "", body = "" } = {}) {
    return {
      title,
      body,
      recipients: askGroups.join(","),
      hasGroups: true,
      tags: [],
    };
  }

  /**
   * What changed in a post since it was signed, as the forum shows differences; without `html` none is kept. Null: it cannot be known now.
   *
   * @param {number} postId
   * @returns {Promise<{ html: string | null } | null>}
   */
  async changedSince(postId) {
    try {
      return await ajax(`/hybrid-desk/posts/${postId}/changed.json`);
    } catch (error) {
      return isRefused(error) ? { html: null } : null;
    }
  }

  /** To whom a line is written. */
  get bot() {
    return this.site.hybrid_desk?.bot;
  }

  /**
   * What the forum's composer needs for a reply that begins with a line to the desk.
   *
   * @param {DeskTopic} topic
   * @param {{ word: string }} action
   */
  replyIn(topic, { word }) {
    return {
      action: "reply",
      topic,
      draftKey: topic.draft_key ?? `topic_${topic.id}`,
      draftSequence: topic.draft_sequence ?? 0,
      quote: `@${this.bot} ${word} `,
    };
  }

  /**
   * What the reader may see of a topic now, put on it. Asked twice while the first question is open, it is asked once more after that, for
   * the topic that is open then: who went away and came back has another object of it.
   *
   * @param {DeskTopic} topic
   */
  async refresh(topic) {
    const open = this.#asked.get(topic.id);
    if (open) {
      Object.assign(open, { topic, isAskedAgain: true });
      return;
    }
    const asked = { topic, isAskedAgain: false };
    this.#asked.set(topic.id, asked);
    try {
      const ticket = await ajax(`/hybrid-desk/tickets/${topic.id}.json`);
      putOn(asked.topic, ticket);
    } catch (error) {
      // Who may not see it any more keeps no trace of it; else what is known stays.
      if (isRefused(error)) {
        putOn(asked.topic, null);
      }
    }
    this.#asked.delete(topic.id);
    if (asked.isAskedAgain) {
      await this.refresh(asked.topic);
    }
  }

  /**
   * @param {{ categoryId: number, title: string, text: string }} asked
   * @returns {Promise<SimilarAnswer[]>}
   */
  async similar({ categoryId, title, text }) {
    try {
      const { answers } = await ajax("/hybrid-desk/answers.json", {
        data: { category_id: categoryId, title, text: text.slice(0, 1000) },
      });
      return answers;
    } catch {
      // The forum's own suggestions are there as without us.
      return [];
    }
  }

  /**
   * That an answer which was there helped, or did not. Nobody waits for it.
   *
   * @param {number} topicId
   * @param {boolean} helped
   */
  async helped(topicId, helped) {
    try {
      await send(`/hybrid-desk/answers/${topicId}/helped.json`, "POST", {
        helped,
      });
    } catch {
      // A figure is short of one; who asks has nothing to do about it.
    }
  }
}

function send(path, type, body) {
  return ajax(path, {
    type,
    contentType: "application/json",
    data: JSON.stringify(body),
  });
}

function statusOf(error) {
  return error?.jqXHR?.status ?? 0;
}

function isRefused(error) {
  return [403, 404].includes(statusOf(error));
}

/** @returns {CommandAnswer} */
function failure(error) {
  const status = statusOf(error);
  const text = error?.jqXHR?.responseJSON?.errors?.[0] ?? null;
  // No answer, or one of a proxy or of the forum that the service gave none.
  return { outcome: status === 0 || status >= 502 ? "away" : "failed", text };
}
