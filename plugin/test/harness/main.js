import { setOwner } from "@ember/owner";
import { renderComponent } from "@ember/renderer";
import "../../assets/stylesheets/hybrid-desk.scss";
import "./colours.scss";
import adminInitializer from "../../assets/javascripts/discourse/api-initializers/hybrid-desk-admin";
import categoryInitializer from "../../assets/javascripts/discourse/api-initializers/hybrid-desk-category";
import composerInitializer from "../../assets/javascripts/discourse/api-initializers/hybrid-desk-composer";
import listsInitializer from "../../assets/javascripts/discourse/api-initializers/hybrid-desk-lists";
import topicInitializer from "../../assets/javascripts/discourse/api-initializers/hybrid-desk-topic";
import HybridDesk from "../../assets/javascripts/discourse/services/hybrid-desk";
import {
  AppEvents,
  Composer,
  MessageBus,
  messageCallbacks,
  Modal,
  modelOf,
  owner,
  setServices,
} from "./forum";
import Page from "./pages";
import { setLocale } from "./stand-ins/discourse-i18n";

const INITIALIZERS = [
  topicInitializer,
  listsInitializer,
  composerInitializer,
  categoryInitializer,
  adminInitializer,
];

let topic = null;
let composer = null;
const messageBus = new MessageBus();
const appEvents = new AppEvents();

/** Shows a page of the forum as one person sees it. */
function open(scene) {
  const {
    locale = "en",
    rtl = false,
    page,
    user = null,
    site = {},
    nested = false,
  } = scene;
  if (scene.hurry) {
    const real = window.setInterval;
    /** @type {any} */ (window).setInterval = (callback, every) =>
      real(callback, every / scene.hurry);
  }
  setLocale(locale);
  Object.assign(document.documentElement, {
    lang: locale,
    dir: rtl ? "rtl" : "ltr",
  });
  const modal = new Modal();
  composer = new Composer(scene.draft);
  const services = {
    "current-user": user,
    site,
    modal,
    "message-bus": messageBus,
    "app-events": appEvents,
    composer,
    discovery: { category: scene.category },
  };
  setServices(services);
  const props = {};
  setOwner(props, owner);
  services["hybrid-desk"] = HybridDesk.create(props);
  INITIALIZERS.forEach((initializer) => initializer.initialize());
  const made = scene.topic ? topicOf(scene.topic, nested) : {};
  topic = made.topic ?? null;
  renderComponent(Page, {
    into: document.querySelector("#page"),
    owner,
    args: { page, topic, posts: made.posts, modal, nested, scene, composer },
  });
}

/** The nested view knows no stream of posts. */
function topicOf({ posts = [], ...rest }, nested) {
  const made = modelOf("topic", rest);
  const shown = posts.map((post) =>
    Object.assign(modelOf("post", { post_type: 1, ...post }), { topic: made })
  );
  if (!nested) {
    made.postStream = { posts: shown };
  }
  return { topic: made, posts: shown };
}

/** What the forum tells open pages of a topic: the flat view hears it twice, by the topic's controller too. */
function tell(message, { isFlat = true } = {}) {
  messageBus.publish(`/topic/${topic.id}`, message);
  if (isFlat) {
    messageCallbacks.get(message.type)?.({ model: topic }, message);
  }
}

/** As for who went away and came back: the same topic is another object. */
function comeBack(data) {
  topic = modelOf("topic", data);
  tell({ type: "hybrid_desk" });
}

/** @type {any} */ (window).forum = {
  open,
  tell,
  comeBack,
  appEvents,
  topic: () => topic,
  composer: () => composer,
};
