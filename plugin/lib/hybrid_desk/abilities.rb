# frozen_string_literal: true

module HybridDesk
  # What the service may ask of this forum now, by what is installed and switched on.
  module Abilities
    module_function

    def names(bot = Bot.user)
      always = %w[apply state config]
      always.push("labels") if Compat.labels_shown?
      always.push("solution") if solution?
      always.push("assignment") if assignment?(bot)
      always.push("badge") if ::SiteSetting.enable_badges
      always.push("tags") if ::SiteSetting.tagging_enabled
      always.push("withholding") if withholding?
      always
    end

    def solution?
      !!defined?(::DiscourseSolved) && Compat.setting(:solved_enabled)
    end

    def assignment?(bot)
      !!defined?(::Assigner) && Compat.setting(:assign_enabled) && !!bot&.can_assign?
    end

    def withholding?
      !!"HybridDesk::Withholding".safe_constantize&.works?
    end
  end
end
