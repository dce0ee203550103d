# frozen_string_literal: true

module HybridDesk
  # In Redis of this site, for as long as a signature could be good.
  module Nonces
    module_function

    def first_use?(nonce)
      key = "hybrid-desk:nonce:#{nonce}"
      return true if ::Discourse.redis.set(key, "1", nx: true, ex: RequestCheck::NONCE_SECONDS)
      # A Redis that takes nothing answers in the same way as one that has it already.
      raise Refusal.new("read_only") unless ::Discourse.redis.get(key)
      false
    end
  end
end
