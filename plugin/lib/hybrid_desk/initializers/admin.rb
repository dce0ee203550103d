# frozen_string_literal: true

module HybridDesk
  module Initializers
    class Admin
      def apply(plugin)
        Compat.add_admin_route(plugin, "hybrid_desk.title", PLUGIN_NAME)
        Compat.add_problem_check(plugin) do
          texts = Problems.all.map { |name| Problems.text(name) }
          "#{I18n.t("hybrid_desk.title")}: #{texts.join(" ")}" if texts.any?
        end
      end
    end
  end
end
