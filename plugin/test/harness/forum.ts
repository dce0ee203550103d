// What the forum keeps for its plugins, as far as ours uses it.
import type Owner from "@ember/owner";
import { tracked } from "@glimmer/tracking";
import type { PluginApi } from "discourse/lib/plugin-api";

type Found = { component: object; where: "before" | "in" | "after" };
type Transform = (given: { value: any; context: any }) => unknown;

export const outlets = new Map<string, Found[]>();
export const transformers = new Map<string, Transform[]>();
export const messageCallbacks = new Map<
  string,
  (controller: object, message: object) => void
>();
export const footerButtons: any[] = [];
export const navigationItems: any[] = [];
export const queryParams: string[] = [];
export const categoryTabs: any[] = [];
export const adminNavigation: any[] = [];
const trackedProperties = { topic: new Set<string>(), post: new Set<string>() };

let services: Record<string, unknown> = {};

export function setServices(given: Record<string, unknown>) {
  services = given;
}

/** A mistake in a name is an error and no empty page. */
function lookup(name: string): any {
  const [, plain] = name.split(":");
  const dashed = plain.replace(
    /[A-Z]/g,
    (letter) => `-${letter.toLowerCase()}`
  );
  if (!(dashed in services)) {
    throw new Error(`The forum of the tests has no ${name}`);
  }
  return services[dashed];
}

export const owner = {
  lookup,
  factoryFor: () => undefined,
} as unknown as Owner;

function put(where: Found["where"]) {
  return (name: string, component: object) => {
    outlets.set(name, [...(outlets.get(name) ?? []), { component, where }]);
  };
}

export const api = {
  container: { lookup },
  getCurrentUser: () => services["current-user"],
  addTrackedTopicProperties: (...names: string[]) =>
    names.forEach((name) => trackedProperties.topic.add(name)),
  addTrackedPostProperties: (...names: string[]) =>
    names.forEach((name) => trackedProperties.post.add(name)),
  renderInOutlet: put("in"),
  renderBeforeWrapperOutlet: put("before"),
  renderAfterWrapperOutlet: put("after"),
  registerValueTransformer(name: string, transform: Transform) {
    transformers.set(name, [...(transformers.get(name) ?? []), transform]);
    return true;
  },
  registerCustomPostMessageCallback(type: string, callback: any) {
    messageCallbacks.set(type, callback);
  },
  registerTopicFooterButton: (button: any) => footerButtons.push(button),
  addNavigationBarItem: (item: any) => navigationItems.push(item),
  addDiscoveryQueryParam: (name: string) => queryParams.push(name),
  registerEditCategoryTab: (tab: any) => categoryTabs.push(tab),
  setAdminPluginIcon: () => undefined,
  addAdminPluginConfigurationNav: (_: string, links: any[]) =>
    adminNavigation.push(...links),
} as unknown as { [Name in keyof PluginApi]?: unknown } satisfies Partial<
  Record<keyof PluginApi, unknown>
>;

class TrackedModel {
  @tracked hybrid_desk: unknown;
  /** As the forum's own posts follow it. */
  @tracked version: unknown;

  constructor(data: object) {
    Object.assign(this, data);
  }
}

/** Pages follow a property only where the plugin told the forum that it changes. */
export function modelOf(kind: "topic" | "post", data: object): any {
  return trackedProperties[kind].has("hybrid_desk")
    ? new TrackedModel(data)
    : data;
}

export class Modal {
  @tracked component: object | null = null;
  model: unknown;
  #closed: (data: unknown) => void = () => undefined;

  show = (component: object, { model }: { model?: unknown } = {}) => {
    this.model = model;
    this.component = component;
    return new Promise((resolve) => {
      this.#closed = resolve;
    });
  };

  close = (data?: unknown) => {
    this.component = null;
    this.#closed(data);
  };
}

export class MessageBus {
  #heard = new Map<string, Set<(data: object) => void>>();

  subscribe = (channel: string, callback: (data: object) => void) => {
    this.#heard.set(
      channel,
      (this.#heard.get(channel) ?? new Set()).add(callback)
    );
  };

  unsubscribe = (channel: string, callback: (data: object) => void) => {
    this.#heard.get(channel)?.delete(callback);
  };

  publish = (channel: string, data: object) => {
    this.#heard.get(channel)?.forEach((callback) => callback(data));
  };
}

export class AppEvents {
  #heard = new Map<string, Set<(...given: unknown[]) => void>>();

  on = (
    name: string,
    target: object,
    callback: (...given: unknown[]) => void
  ) => {
    this.#heard.set(
      name,
      (this.#heard.get(name) ?? new Set()).add(callback.bind(target))
    );
  };

  off = (name: string) => {
    this.#heard.delete(name);
  };

  trigger = (name: string, ...given: unknown[]) => {
    this.#heard.get(name)?.forEach((callback) => callback(...given));
  };
}

/** What is being written; the forum's own composer keeps it in the same way. */
export class Composer {
  @tracked model: object | null;

  constructor(draft: object | null = null) {
    this.model = draft && new Draft(draft);
  }

  open = ({ action, topic, quote }: any) => {
    this.model = new Draft({ action, topic, reply: quote });
  };

  openNewTopic = ({ category, title = "", body = "" }: any) => {
    this.model = new Draft({
      action: "createTopic",
      categoryId: category?.id,
      title,
      reply: body,
    });
  };

  /** Kept small at the edge of the page, its draft saved. */
  @tracked isCollapsed = false;
  @tracked hasDraft = true;

  collapse = () => {
    this.isCollapsed = true;
  };

  destroyDraft = async () => {
    this.hasDraft = false;
  };

  close = () => {
    this.model = null;
  };

  openNewMessage = ({
    title,
    body,
    recipients,
    hasGroups,
  }: Record<string, any>) => {
    this.model = new Draft({
      action: "privateMessage",
      title,
      reply: body,
      targetRecipients: recipients,
      hasGroups,
    });
  };
}

class Draft {
  @tracked title = "";
  @tracked reply = "";

  constructor(draft: object) {
    Object.assign(this, draft);
  }
}
