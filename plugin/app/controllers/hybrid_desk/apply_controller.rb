# frozen_string_literal: true

module HybridDesk
  class ApplyController < SignedController
    def create
      raise Refusal.new("read_only") if ::Discourse.readonly_mode?
      body = body_as("applyRequest") { |value| refuse_too_many(value["effects"]) }
      render json: { contract: Contract::NUMBER, answers: Apply.new(Bot.fit).call(body["effects"]) }
    end

    private

    def refuse_too_many(effects)
      return unless effects.is_a?(Array) && effects.size > Contract::MOST_EFFECTS
      raise Refusal.new("too_many", most: Contract::MOST_EFFECTS)
    end
  end
end
