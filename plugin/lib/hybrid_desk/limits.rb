# frozen_string_literal: true

module HybridDesk
  # Staff may wait like others: what is limited costs the same for everybody.
  module Limits
    private

    def limit(name, most)
      ::RateLimiter.new(current_user, "hybrid-desk-#{name}", most, 1.minute, apply_limit_to_staff: true).performed!
    end
  end
end
