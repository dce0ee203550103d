# frozen_string_literal: true

module HybridDesk
  module Effects
    # Topics and messages of the bot are found again by their external id, and made (`make`) where there is none.
    module ByExternalId
      include OurText

      def call
        found || make
      end

      def made
        found
      end

      private

      # Nil: there is none under this id.
      def found
        topic = ::Topic.with_deleted.find_by(external_id: effect["externalId"])
        return if topic.nil?
        return refused("external_id_taken") if topic.user_id != bot.id
        first = ::Post.with_deleted.find_by(topic_id: topic.id, post_number: 1)
        return overruled("removed") if first.nil?
        removed(first) || done(post: first)
      end
    end
  end
end
