# frozen_string_literal: true

module HybridDesk
  module Effects
    class Assignment < Base
      REASONS = {
        forbidden_assign_to: "not_assignable",
        forbidden_assignee_not_pm_participant: "assignee_without_access",
        forbidden_assignee_cant_see_topic: "assignee_without_access",
        too_many_assigns: "assignee_at_limit",
      }.freeze

      def call
        return refused("ability_missing") unless !!defined?(::Assigner) && Compat.setting(:assign_enabled)
        return refused("closed_or_gone") if topic.nil?
        return refused("not_permitted") unless bot.can_assign?
        # The same person again would leave a note in the topic.
        return done(topic: topic.id) if assigned == wanted
        wanted.nil? ? unassign : assign
      end

      private

      def wanted
        effect["userId"] && [effect["userId"], "User"]
      end

      def assigned
        Compat.assigned([topic.id]).first&.drop(1)
      end

      def assign
        user = ::User.find_by(id: effect["userId"])
        return refused("recipient_unknown") if user.nil?
        result = ::Assigner.new(topic, bot).assign(user)
        result[:success] ? done(topic: topic.id) : refused(REASONS.fetch(result[:reason], "not_assignable"))
      end

      def unassign
        ::Assigner.new(topic, bot).unassign
        done(topic: topic.id)
      end
    end
  end
end
