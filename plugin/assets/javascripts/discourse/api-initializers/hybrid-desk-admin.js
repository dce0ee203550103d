import { apiInitializer } from "discourse/lib/api";

const PLUGIN = "hybrid-desk";

export default apiInitializer((api) => {
  if (!api.getCurrentUser()?.admin) {
    return;
  }
  api.setAdminPluginIcon(PLUGIN, "circle-question");
  api.addAdminPluginConfigurationNav(PLUGIN, [
    {
      label: "hybrid_desk.pages.admin.title",
      description: "hybrid_desk.pages.admin.description",
      route: "adminPlugins.show.hybrid-desk-connection",
    },
  ]);
});
