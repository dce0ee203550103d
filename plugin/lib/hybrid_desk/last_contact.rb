# frozen_string_literal: true

module HybridDesk
  # What the service last answered when this forum greeted it (`helloAnswer` of the contract), when by the forum's clock, and what came
  # instead of an answer since then.
  module LastContact
    KEY = "hello"
    FAILURE_KEY = "hello_failure"

    module_function

    def reached(answer, now)
      ::PluginStore.set(PLUGIN_NAME, KEY, answer.merge("at" => now.iso8601(3), "serviceAt" => answer["at"]))
      ::PluginStore.remove(PLUGIN_NAME, FAILURE_KEY)
    end

    def failed(type)
      ::PluginStore.set(PLUGIN_NAME, FAILURE_KEY, type) if type != failure
    end

    # Nil: the last greeting was answered.
    def failure
      ::PluginStore.get(PLUGIN_NAME, FAILURE_KEY)
    end

    def answer
      ::PluginStore.get(PLUGIN_NAME, KEY)
    end

    def at
      Time.zone.parse(answer&.fetch("at", nil).to_s)
    rescue ArgumentError
      nil
    end

    def reached_within?(time)
      !at.nil? && at > time.ago
    end
  end
end
