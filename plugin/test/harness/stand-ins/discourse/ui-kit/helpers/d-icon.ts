import { trustHTML } from "@ember/template";
import type realIcon from "discourse/ui-kit/helpers/d-icon";

const dIcon: typeof realIcon = (id: string) =>
  trustHTML(
    `<svg class="d-icon d-icon-${id}" aria-hidden="true" width="1em" height="1em"></svg>`
  );

export default dIcon;
