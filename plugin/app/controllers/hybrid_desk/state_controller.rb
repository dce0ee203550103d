# frozen_string_literal: true

module HybridDesk
  class StateController < SignedController
    def show
      ids = body_as("stateRequest") { |value| refuse_too_many(value["topicIds"]) }["topicIds"]
      states = TopicStates.new(Bot.fit).of(ids.uniq)
      render json: { contract: Contract::NUMBER, at: Time.now.utc.iso8601(3), topics: ids.uniq.map { |id| shown(id, states[id]) } }
    end

    private

    def shown(id, state)
      return { id: id, gone: true } if state.nil?
      { id: id, digest: state.digest, highestPostNumber: state.highest_post_number, bumpedAt: state.bumped_at }
    end

    def refuse_too_many(ids)
      raise Refusal.new("too_many", most: Contract::MOST_TOPICS) if ids.is_a?(Array) && ids.size > Contract::MOST_TOPICS
    end
  end
end
