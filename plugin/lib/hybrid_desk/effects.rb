# frozen_string_literal: true

module HybridDesk
  # One small class for each type of effect. Each looks first whether it is so already, then asks the forum's guardian, then does the least.
  module Effects
    module_function

    # What came of it, without key and revision; `after` is to be called once that is recorded. `claim` is the row under which it is ours.
    def carry_out(effect, bot, claim)
      of(effect, bot, claim).call
    end

    # Nil: nothing shows that this very effect was carried out before. Nothing is changed.
    def made(effect, bot)
      of(effect, bot).made
    end

    def of(effect, bot, claim = nil)
      const_get(effect["type"].camelize, false).new(effect, bot, claim)
    end
  end
end
