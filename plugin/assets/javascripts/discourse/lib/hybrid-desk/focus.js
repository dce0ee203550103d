import { guidFor } from "@ember/object/internals";
import { schedule } from "@ember/runloop";

/** Under which the element that shows a thing is found. */
export const idOf = (thing) => thing && guidFor(thing);

/**
 * Called when a button is pressed that may go: what it gives moves the reader on to where the outcome stands, unless she has gone elsewhere.
 *
 * @returns {(thing: object) => void}
 */
export function movingOn() {
  const before = document.activeElement;
  return (thing) => {
    schedule("afterRender", () => {
      if ([before, document.body].includes(document.activeElement)) {
        document.getElementById(idOf(thing))?.focus();
      }
    });
  };
}
