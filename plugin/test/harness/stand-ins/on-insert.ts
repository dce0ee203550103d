import { capabilities, setModifierManager } from "@ember/modifier";

type Run = (element: HTMLElement) => void;

const onInsert = {};

/** Runs once, when the element stands on the page. */
setModifierManager(
  () => ({
    capabilities: capabilities("3.22"),
    createModifier: () => undefined,
    installModifier: (
      _: unknown,
      element: HTMLElement,
      { positional }: { positional: [Run] }
    ) => positional[0](element),
    updateModifier: () => undefined,
    destroyModifier: () => undefined,
  }),
  onInsert
);

export default onInsert as any;
