# frozen_string_literal: true

module HybridDesk
  module Effects
    class Solution < Base
      def call
        return refused("ability_missing") unless Abilities.solution?
        return refused("closed_or_gone") if post.nil?
        return done(post: post) if accepted? == effect["accepted"]
        return refused("not_permitted") unless guardian.can_accept_answer?(post.topic, post)
        effect["accepted"] ? Compat.accept_answer(post, bot) : Compat.unaccept_answer(post, bot)
        accepted? == effect["accepted"] ? done(post: post) : refused("not_permitted")
      end

      private

      def accepted?
        Compat.accepted_posts([post.topic_id]).any? { |_, post_id| post_id == post.id }
      end
    end
  end
end
