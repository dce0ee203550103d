import { tracked } from "@glimmer/tracking";
import { movingOn } from "./focus";

const TAKE_BACK_MILLISECONDS = 60_000;
const HEARD = ["done", "waiting", "told"];

/**
 * One button and what came of it: pressed twice it says its line once, and said again after no answer it is the same press, so that
 * nothing is done twice.
 */
export default class Press {
  @tracked isBusy = false;
  /** @type {import("../../../../../types/hybrid-desk").CommandAnswer | null} */
  @tracked answer = null;
  @tracked canTakeBack = false;
  /** Also while it is being taken back. */
  @tracked isHeard = false;

  #id = null;
  #line = null;
  #said = null;
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
  }

  /** Says once more what was said last: the line, or that it is taken back. */
  async again() {
    await this.#say(this.#said);
  }

  async takeBack() {
    await this.#say({ line: this.#line, take_back: true });
  }

  forget() {
    clearTimeout(this.#timer);
    this.canTakeBack = false;
  }

  async #say(said) {
    if (this.isBusy) {
      return;
    }
    const moveOn = movingOn();
    this.#said = said;
    this.isBusy = true;
    const answer = await this.desk.command({
      id: this.#id,
      topic_id: this.topic.id,
      post_id: this.post?.id ?? null,
      ...said,
    });
    this.answer = answer;
    this.isBusy = false;
    if (HEARD.includes(answer.outcome)) {
      this.isHeard = true;
      this.desk.refresh(this.topic);
    }
    this.#offerUndo(said, answer);
    moveOn(this);
  }

  /** What could not be taken back for now may be tried again. */
  #offerUndo({ take_back: isBack }, { outcome }) {
    if (isBack) {
      if (!["away", "failed"].includes(outcome)) {
        this.forget();
      }
    } else if (["done", "waiting"].includes(outcome)) {
      this.#keepOpen();
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
