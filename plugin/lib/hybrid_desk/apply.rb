# frozen_string_literal: true

module HybridDesk
  # Carries out effects in their order, each for itself: claim it, do it with the forum's own services, record the answer. No transaction
  # spans these steps: the forum's creators roll back inside and tell nobody (docs/decisions). What a crash leaves unknown is looked up
  # when the claim is taken over, for every effect begins by looking whether it is so already.
  class Apply
    # The forum's web server ends a request after 30 seconds. What was not begun by then is asked for again.
    SECONDS = 20

    def initialize(bot, clock: -> { Process.clock_gettime(Process::CLOCK_MONOTONIC) })
      @bot = bot
      @clock = clock
    end

    def call(effects)
      last = @clock.call + SECONDS
      @digests = digests_for(effects)
      effects.map do |effect|
        head = head_of(effect)
        next head.merge(outcome: "in_progress") if @clock.call > last
        head.merge(answer_to(effect))
      end
    end

    private

    # Whatever an effect looks like, its answer names it as far as it can be named.
    def head_of(effect)
      named = effect.is_a?(Hash) ? effect : {}
      { key: named["key"].is_a?(String) ? named["key"] : "", revision: named["revision"].is_a?(Integer) ? named["revision"] : 0 }
    end

    def answer_to(effect)
      reason = EffectForm.reason_against(effect)
      return { outcome: "refused", reason: reason } if reason
      claim = Effect.claim(effect["key"], effect["revision"])
      case claim.state
      when :answered
        claim.row.answer.symbolize_keys
      when :claimed
        carry_out(effect, claim.row)
      else
        { outcome: claim.state.to_s }
      end
    end

    def carry_out(effect, row)
      if stale?(effect)
        row.destroy!
        return { outcome: "stale" }
      end
      outcome = Effects.carry_out(effect, @bot)
      row.record!(outcome.except(:after))
      outcome.delete(:after)&.call
      outcome
    rescue => e
      ::Discourse.warn_exception(e, message: "hybrid-desk: an effect of type #{effect["type"]} failed")
      # Perhaps it was done. The next attempt looks, and need not wait for that.
      row.record!({ outcome: "refused", reason: "failed" })
      { outcome: "refused", reason: "failed" }
    end

    # As the topics were before this batch began: what the batch itself changes is no reason against the rest of it.
    def digests_for(effects)
      conditions = effects.map { |effect| effect["onlyIf"] if effect.is_a?(Hash) }
      ids = conditions.map { |condition| condition["topicId"] if condition.is_a?(Hash) }.grep(Integer).uniq
      TopicStates.new(@bot).of(ids).transform_values(&:digest)
    end

    def stale?(effect)
      condition = effect["onlyIf"]
      !condition.nil? && @digests[condition["topicId"]] != condition["digest"]
    end
  end
end
