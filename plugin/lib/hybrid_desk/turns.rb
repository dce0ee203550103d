# frozen_string_literal: true

module HybridDesk
  # People wait for the service in processes of the forum, and there are few of them: only so many at a time, one of them for each
  # person, and nobody while it is known to be away (UI-23).
  module Turns
    AT_A_TIME = 2
    # Long enough for the answers of others to come, when they come.
    TRIES = 5
    PAUSE = 0.1
    # A process that died gives its turn back after this.
    SECONDS = ServiceClient::SECONDS + 5

    module_function

    def take(person)
      raise ServiceClient::Failure.new("away") if LastContact.away?(Time.now)
      holding(["hybrid-desk:turn:of:#{person.id}"]) { holding(keys) { yield } }
    end

    def holding(keys)
      turn = free(keys) or raise ServiceClient::Failure.new("busy")
      begin
        yield
      ensure
        ::Discourse.redis.del(turn)
      end
    end

    def free(keys)
      TRIES.times do |tried|
        sleep PAUSE if tried > 0
        turn = keys.find { |key| ::Discourse.redis.set(key, "1", nx: true, ex: SECONDS) }
        return turn if turn
      end
      nil
    end

    def keys
      (1..AT_A_TIME).map { |number| "hybrid-desk:turn:#{number}" }
    end
  end
end
