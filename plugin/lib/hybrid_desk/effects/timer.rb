# frozen_string_literal: true

module HybridDesk
  module Effects
    class Timer < Base
      KINDS = { "close" => :close, "open" => :open, "bump" => :bump, "remind" => :reminder }.freeze

      def call
        return refused("closed_or_gone") if topic.nil?
        return refused("not_permitted") unless guardian.can_moderate?(topic)
        return done(topic: topic.id) if current == at
        return refused("invalid") if at && at <= Time.zone.now
        topic.set_or_create_timer(type, effect["at"], by_user: bot)
        topic.save ? done(topic: topic.id) : refused("invalid")
      rescue ActiveRecord::RecordInvalid
        refused("invalid")
      end

      private

      def type
        ::TopicTimer.types.fetch(KINDS.fetch(effect["kind"]))
      end

      def at
        effect["at"] && Time.zone.parse(effect["at"])
      end

      # The forum keeps whole seconds of some, and a topic has one timer that all may see.
      def current
        timer = ::TopicTimer.find_by({ topic_id: topic.id, status_type: type }.merge(public? ? {} : { user_id: bot.id }))
        timer&.execute_at
      end

      def public?
        !!::TopicTimer.public_types[type]
      end
    end
  end
end
