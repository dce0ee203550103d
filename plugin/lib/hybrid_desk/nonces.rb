# frozen_string_literal: true

module HybridDesk
  # In Redis of this site, for as long as a signature could be good.
  module Nonces
    module_function

    def first_use?(nonce)
      !!::Discourse.redis.set("hybrid-desk:nonce:#{nonce}", "1", nx: true, ex: RequestCheck::NONCE_SECONDS)
    end
  end
end
