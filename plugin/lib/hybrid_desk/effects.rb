# frozen_string_literal: true

module HybridDesk
  # One small class for each type of effect. Each looks first whether it is so already, then asks the forum's guardian, then does the least.
  module Effects
    module_function

    # What came of it, without key and revision; `after` is to be called once that is recorded.
    def carry_out(effect, bot)
      const_get(effect["type"].camelize, false).new(effect, bot).call
    end
  end
end
