import ConnectionState from "discourse/plugins/hybrid-desk/discourse/components/hybrid-desk/connection-state";

export default <template><ConnectionState /></template>
