export default {
  resource: "admin.adminPlugins.show",

  path: "/plugins",

  map() {
    this.route("hybrid-desk-connection", { path: "connection" });
  },
};
