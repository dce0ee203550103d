# frozen_string_literal: true

# name: hybrid-desk
# about: Shows what Hybrid Desk knows of a topic, gives people its buttons, and carries out what its service wants in the forum
# version: 0.1.0
# authors: Hybrid Desk contributors
# url: https://github.com/hybrid-desk/hybrid-desk
# required_version: 2.9.0.beta4

enabled_site_setting :hybrid_desk_enabled

register_asset "stylesheets/hybrid-desk.scss"

module ::HybridDesk
  PLUGIN_NAME = "hybrid-desk"
  VERSION = "0.1.0"
end

require_relative "lib/hybrid_desk/compat"
require_relative "lib/hybrid_desk/engine"

after_initialize do
  # One class per concern; the order is that of loading and says nothing.
  [
    HybridDesk::Initializers::Admin,
    HybridDesk::Initializers::ApiKeyScope,
    HybridDesk::Initializers::Changes,
    HybridDesk::Initializers::Discussions,
    HybridDesk::Initializers::Lists,
    HybridDesk::Initializers::Mails,
    HybridDesk::Initializers::PrivateStaysPrivate,
    HybridDesk::Initializers::ProtectedTopics,
    HybridDesk::Initializers::Serializers,
    HybridDesk::Initializers::Withholding,
  ].each { |initializer| initializer.new.apply(self) }
end
