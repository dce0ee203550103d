# frozen_string_literal: true

module HybridDesk
  module Effects
    class Like < Base
      def call
        return refused("closed_or_gone") if post.nil?
        return done(post: post) if liked?
        ::PostActionCreator.like(bot, post).success? ? done(post: post) : refused("not_permitted")
      end

      private

      def liked?
        ::PostAction.exists?(post_id: post.id, user_id: bot.id, post_action_type_id: ::PostActionType.types[:like])
      end
    end
  end
end
