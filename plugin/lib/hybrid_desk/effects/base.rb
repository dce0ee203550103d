# frozen_string_literal: true

module HybridDesk
  module Effects
    class Base
      def initialize(effect, bot, claim = nil)
        @effect = effect
        @bot = bot
        @claim = claim
      end

      # Only of what makes something one can tell afterwards whether it was done.
      def made
      end

      private

      attr_reader :effect, :bot, :claim

      def guardian
        @guardian ||= ::Guardian.new(bot)
      end

      def done(post: nil, topic: post&.topic_id)
        { outcome: "done", postId: post&.id, topicId: topic }
      end

      def refused(reason)
        { outcome: "refused", reason: reason }
      end

      # A person undid it, took it elsewhere or opened it to all: a person wins.
      def overruled(reason)
        { outcome: "overruled", reason: reason }
      end

      # Nil where it is gone or not for the bot to see.
      def topic
        return @topic if defined?(@topic)
        found = ::Topic.find_by(id: effect["topicId"])
        @topic = found if found && guardian.can_see?(found)
      end

      # Nil where it, or its topic, is gone or not for the bot to see.
      def post
        return @post if defined?(@post)
        found = ::Post.find_by(id: effect["postId"])
        @post = found if found && !found.user_deleted && found.topic && guardian.can_see?(found)
      end
    end
  end
end
