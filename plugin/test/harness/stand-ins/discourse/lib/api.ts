import type { PluginApi } from "discourse/lib/plugin-api";
import { api } from "../../../forum";

export function apiInitializer(use: (given: PluginApi) => void) {
  return { initialize: () => use(api as PluginApi) };
}
