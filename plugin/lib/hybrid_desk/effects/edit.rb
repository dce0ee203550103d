# frozen_string_literal: true

module HybridDesk
  module Effects
    class Edit < Base
      include OurText

      def call
        ours = ::Post.with_deleted.find_by(id: effect["postId"])
        return overruled("removed") if ours.nil?
        return refused("not_permitted") if ours.user_id != bot.id
        gone = removed(ours)
        return gone if gone
        return overruled("moved_away") unless effect["inTopics"].empty? || effect["inTopics"].include?(ours.topic_id)
        return overruled("made_public") if effect["onlyInMessage"] && !ours.topic.private_message?
        revise(ours, changes(ours))
      end

      private

      def changes(ours)
        title = { title: effect["title"] } if effect["title"] && ours.is_first_post?
        { raw: effect["raw"], edit_reason: effect["reason"], **title.to_h }
      end
    end
  end
end
