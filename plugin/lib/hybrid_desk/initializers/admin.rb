# frozen_string_literal: true

module HybridDesk
  module Initializers
    class Admin
      # Who fills one in sees within moments whether it is right.
      SETTINGS = %i[hybrid_desk_enabled hybrid_desk_service_url hybrid_desk_secret].freeze

      def apply(plugin)
        plugin.on(:site_setting_changed) do |name, _old, _new|
          ::Jobs.enqueue(::Jobs::HybridDesk::Hello) if SETTINGS.include?(name.to_sym)
        end
        Compat.add_admin_route(plugin, "hybrid_desk.title", PLUGIN_NAME)
        Compat.add_problem_check(plugin) do
          texts = Problems.all.map { |name| Problems.text(name) }
          "#{I18n.t("hybrid_desk.title")}: #{texts.join(" ")}" if texts.any?
        end
      end
    end
  end
end
