# frozen_string_literal: true

module HybridDesk
  module Effects
    class Config < Base
      def call
        row = HybridDesk::Config.find_or_initialize_by(community: effect["community"])
        value = effect["value"]
        value ? row.update!(version: value["version"], value: value) : row.destroy!
        done.merge(after: -> { ::DiscourseEvent.trigger(:hybrid_desk_config_changed, effect["community"]) })
      end
    end
  end
end
