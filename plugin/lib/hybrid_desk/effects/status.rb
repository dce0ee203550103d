# frozen_string_literal: true

module HybridDesk
  module Effects
    class Status < Base
      def call
        return refused("closed_or_gone") if topic.nil?
        return done(topic: topic.id) if so?
        return refused("not_permitted") unless permitted?
        topic.update_status(effect["status"], effect["enabled"], bot)
        topic.reload
        so? ? done(topic: topic.id) : refused("invalid")
      end

      private

      def so?
        topic.public_send("#{effect["status"]}?") == effect["enabled"]
      end

      def permitted?
        case effect["status"]
        when "closed"
          guardian.can_close_topic?(topic)
        when "archived"
          guardian.can_archive_topic?(topic)
        else
          guardian.can_toggle_topic_visibility?(topic)
        end
      end
    end
  end
end
