import { tracked } from "@glimmer/tracking";

const TAKE_BACK_MILLISECONDS = 60_000;
const HEARD = ["done", "waiting"];

/**
 * One button and what came of it: pressed twice it says its line once, and said again after no answer it is the same press, so that
 * nothing is done twice.
 */
export default class Press {
  @tracked isBusy = false;
  /** @type {import("../../../../../types/hybrid-desk").CommandAnswer | null} */
  @tracked answer = null;
  @tracked canTakeBack = false;

  #id = null;
  #line = null;
  #timer = null;

  /**
   * @param {any} desk the service that sends
   * @param {{ topic: any, post?: any }} place
   */
  constructor(desk, { topic, post }) {
    this.desk = desk;
    this.topic = topic;
    this.post = post;
  }

  get isAway() {
    return this.answer?.outcome === "away";
  }

  get isHeard() {
    return ["done", "waiting", "told"].includes(this.answer?.outcome);
  }

  /** @param {string} line */
  async send(line) {
    if (this.isBusy) {
      return;
    }
    if (!this.isAway || line !== this.#line) {
      this.#id = crypto.randomUUID();
      this.#line = line;
    }
    await this.#say({ line });
    if (HEARD.includes(this.answer.outcome)) {
      this.#keepOpen();
    }
  }

  /** Says the same once more. */
  async again() {
    await this.send(this.#line);
  }

  async takeBack() {
    if (this.isBusy) {
      return;
    }
    await this.#say({ line: this.#line, take_back: true });
    if (!this.isAway) {
      this.forget();
    }
  }

  forget() {
    clearTimeout(this.#timer);
    this.canTakeBack = false;
  }

  async #say(said) {
    this.isBusy = true;
    this.answer = await this.desk.command({
      id: this.#id,
      topic_id: this.topic.id,
      post_id: this.post?.id ?? null,
      ...said,
    });
    this.isBusy = false;
    if (this.isHeard) {
      this.desk.refresh(this.topic);
    }
  }

  #keepOpen() {
    this.forget();
    this.canTakeBack = true;
    this.#timer = setTimeout(
      () => (this.canTakeBack = false),
      TAKE_BACK_MILLISECONDS
    );
  }
}
