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
      @conditions = Conditions.new(@bot, effects)
      # The language in which the forum would write for the bot through REST.
      I18n.with_locale(@bot.effective_locale) do
        effects.map { |effect| head_of(effect).merge(@clock.call > last ? { outcome: "not_begun" } : answer_to(effect)) }
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
      outcome = @conditions.met?(effect["onlyIf"]) ? attempt(effect, row) : Effects.made(effect, @bot)
      if outcome.nil?
        row.destroy!
        return { outcome: "stale" }
      end
      @conditions.changed([effect["topicId"], outcome[:topicId]])
      after = outcome.delete(:after)
      return { outcome: "in_progress" } unless row.record!(outcome)
      tell(after)
      outcome
    end

    # Perhaps it was done before it failed. The next attempt looks, and need not wait for the end of the claim.
    def attempt(effect, row)
      Effects.carry_out(effect, @bot, row)
    rescue => e
      ::Discourse.warn_exception(e, message: "hybrid-desk: an effect of type #{effect["type"]} failed")
      { outcome: "refused", reason: "failed" }
    end

    # It is done and recorded, whether the pages hear of it or not.
    def tell(after)
      after&.call
    rescue => e
      ::Discourse.warn_exception(e, message: "hybrid-desk: pages were not told of a change")
    end
  end
end
