# frozen_string_literal: true

module HybridDesk
  # Whether topics are still as the service saw them, looked up directly before each effect that asks it: people write while a batch is
  # carried out. What the batch itself changed in a topic is no reason against the rest of it.
  class Conditions
    def initialize(bot, effects)
      @states = TopicStates.new(bot)
      @left = topics_in(effects).tally
      @first = digests(@left.keys)
      @expected = @first.dup
    end

    def met?(condition)
      return true if condition.nil?
      id = condition["topicId"]
      @left[id] -= 1
      @first[id] == condition["digest"] && digests([id])[id] == @expected[id]
    end

    # One of our own effects was carried out in these topics. Where nothing else depends on them, nobody asks what they are like now.
    def changed(ids)
      ids = ids.uniq.select { |id| @left[id].to_i.positive? }
      @expected.merge!(digests(ids))
    end

    private

    # Nil for one that is not there for the bot.
    def digests(ids)
      states = @states.of(ids)
      ids.map { |id| [id, states[id]&.digest] }.to_h
    end

    def topics_in(effects)
      conditions = effects.map { |effect| effect["onlyIf"] if effect.is_a?(Hash) }
      conditions.map { |condition| condition["topicId"] if condition.is_a?(Hash) }.grep(Integer)
    end
  end
end
