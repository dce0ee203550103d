# frozen_string_literal: true

module HybridDesk
  module Initializers
    # A private message that is a ticket or a room of the desk cannot be made a public topic, nor can its posts be moved into one; whoever
    # tries is told why.
    class PrivateStaysPrivate
      def apply(plugin)
        Compat.patch(plugin) do
          ::TopicConverter.prepend(Converter)
          ::Topic.prepend(Moved)
        end
      end

      def self.refuse(topic)
        return if !::SiteSetting.hybrid_desk_enabled || HybridDesk::ProtectedTopics.among([topic.id]).empty?
        raise ::Discourse::InvalidAccess.new(nil, nil, custom_message: "hybrid_desk.errors.private_stays_private")
      end

      module Converter
        def convert_to_public_topic(*)
          PrivateStaysPrivate.refuse(topic)
          super
        end
      end

      module Moved
        def move_posts(moved_by, post_ids, opts)
          there = opts[:destination_topic_id]
          message = there ? ::Topic.private_messages.exists?(id: there) : opts[:archetype] == ::Archetype.private_message
          PrivateStaysPrivate.refuse(self) unless message
          super
        end
      end
    end
  end
end
