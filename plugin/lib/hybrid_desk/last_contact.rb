# frozen_string_literal: true

module HybridDesk
  # What the service last answered when this forum greeted it (`helloAnswer` of the contract), when by the forum's clock, and what came
  # instead of an answer since then.
  module LastContact
    KEY = "hello"
    FAILURE_KEY = "hello_failure"
    GREETED_EVERY = 1.minute
    AWAY = %w[slow unreachable].freeze

    module_function

    def reached(answer, now)
      ::PluginStore.set(PLUGIN_NAME, KEY, answer.merge("at" => now.iso8601(3), "serviceAt" => answer["at"]))
      ::PluginStore.remove(PLUGIN_NAME, FAILURE_KEY)
    end

    def failed(type, now)
      ::PluginStore.set(PLUGIN_NAME, FAILURE_KEY, { "type" => type, "at" => now.iso8601(3) })
    end

    # Nil: the last greeting was answered.
    def failure
      last_failure["type"]
    end

    # Nobody answered the last greeting, and the next one is not due yet: until then nobody needs to wait for the same.
    def away?(now)
      AWAY.include?(failure) && parsed(last_failure["at"]).to_i > (now - GREETED_EVERY).to_i
    end

    def answer
      ::PluginStore.get(PLUGIN_NAME, KEY)
    end

    def at
      parsed(answer&.fetch("at", nil))
    end

    def reached_within?(time)
      !at.nil? && at > time.ago
    end

    def last_failure
      ::PluginStore.get(PLUGIN_NAME, FAILURE_KEY) || {}
    end

    def parsed(time)
      Time.zone.parse(time.to_s)
    rescue ArgumentError
      nil
    end
  end
end
