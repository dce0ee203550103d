# frozen_string_literal: true

module HybridDesk
  module Effects
    class Post < Base
      include OurText

      def call
        made = found
        return again(made) if made
        return refused("closed_or_gone") if topic.nil?
        return overruled("made_public") if effect["onlyInMessage"] && !topic.private_message?
        create(topic_id: topic.id, reply_to_post_number: number_answered, no_bump: effect["noBump"])
      end

      # A post of an earlier revision, found by its marker, says nothing of this one.
      def made
        post = made_by_effect
        post && (taken(post) || done(post: post))
      end

      private

      def again(made)
        gone = taken(made)
        return gone if gone
        return overruled("made_public") if effect["onlyInMessage"] && !made.topic.private_message?
        revise(made, raw: effect["raw"])
      end

      def taken(post)
        removed(post) || (overruled("moved_away") if post.topic_id != effect["topicId"])
      end

      # By this effect wherever it was moved to, else by any marker of its key in the topic.
      def found
        patterns = effect["markers"].map { |marker| "%<!-- #{marker} -->%" }
        made_by_effect ||
          ::Post
            .with_deleted
            .where(topic_id: effect["topicId"], user_id: bot.id)
            .where("raw LIKE ANY (ARRAY[?])", patterns)
            .order(:id)
            .first
      end

      # Without the post that it answers it stands for itself.
      def number_answered
        ::Post.where(id: effect["replyToPostId"], topic_id: topic.id).pluck(:post_number).first if effect["replyToPostId"]
      end
    end
  end
end
