# frozen_string_literal: true

module HybridDesk
  module Initializers
    # A private message that is a ticket or a room of the desk cannot be made a public topic; whoever tries is told why.
    class PrivateStaysPrivate
      def apply(plugin)
        Compat.patch(plugin) { ::TopicConverter.prepend(Converter) }
      end

      module Converter
        def convert_to_public_topic(*)
          if ::SiteSetting.hybrid_desk_enabled && HybridDesk::ProtectedTopics.any?([topic.id])
            raise ::Discourse::InvalidAccess.new(nil, nil, custom_message: "hybrid_desk.errors.private_stays_private")
          end
          super
        end
      end
    end
  end
end
