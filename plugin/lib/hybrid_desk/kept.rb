# frozen_string_literal: true

module HybridDesk
  # What pages ask at each display, kept in the memory of all processes. Read again once a minute: whoever read just before a change may
  # have kept it just after everybody was told to forget.
  module Kept
    SECONDS = 60

    module_function

    def fetch(name)
      good_until, value = CACHE[name]
      return value if good_until && good_until > Time.now.to_f
      yield.tap { |read| CACHE[name] = [Time.now.to_f + SECONDS, read] }
    end

    def forget
      CACHE.clear
    end

    CACHE = ::DistributedCache.new("hybrid_desk")
    private_constant :CACHE
  end
end
