# frozen_string_literal: true

module HybridDesk
  # What the service last answered when this forum greeted it (`helloAnswer` of the contract), and when.
  module LastContact
    KEY = "hello"

    module_function

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
