# frozen_string_literal: true

# For the forum's own specs, with `-r`: the plugin is on in each of them, knows a community, and nothing answers at the service's address.
require "rails_helper"

RSpec.configure do |config|
  config.include HybridDeskHelpers
  config.before do
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.hybrid_desk_secret = "a secret that both know"
    SiteSetting.hybrid_desk_service_url = "http://127.0.0.1:1"
    uncategorized = Category.find(SiteSetting.uncategorized_category_id)
    desk_config(category: uncategorized, groups: { expert: [Group::AUTO_GROUPS[:trust_level_4]] }, riskTags: ["dangerous"])
    Sidekiq::Worker.clear_all
  end
end
