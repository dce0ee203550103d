# frozen_string_literal: true

module HybridDesk
  module Initializers
    # TR-04: a discussion has no accepted answer. So Solved shows no button for it, and takes none.
    class Discussions
      KIND = "discussion"

      def apply(plugin)
        Compat.patch(plugin) { ::Guardian.prepend(NoAcceptedAnswer) if ::Guardian.method_defined?(:can_accept_answer?) }
      end

      # What a page shows of its topic is known by then, so no post of it asks again.
      def self.discussion?(topic, reader)
        Knowledge.concerns?(topic) && Knowledge.of(topic, reader).ticket(topic.id)&.dig("desk", "kind") == KIND
      end

      # What was accepted before it became a discussion can still be taken back.
      module NoAcceptedAnswer
        def can_accept_answer?(topic, post, *rest)
          return super if topic.nil? || post.nil? || !::SiteSetting.hybrid_desk_enabled || !Discussions.discussion?(topic, user)
          hybrid_desk_accepted(topic.id).include?(post.id) && super
        end

        private

        # Asked of every post of a page.
        def hybrid_desk_accepted(topic_id)
          @hybrid_desk_accepted ||= {}
          @hybrid_desk_accepted[topic_id] ||= Compat.accepted_posts([topic_id]).map(&:last)
        end
      end
    end
  end
end
