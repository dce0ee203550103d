# frozen_string_literal: true

module HybridDesk
  module Effects
    class Badge < Base
      def call
        return refused("ability_missing") unless ::SiteSetting.enable_badges
        user = ::User.find_by(id: effect["userId"])
        badge = ::Badge.enabled.find_by(id: effect["badgeId"])
        return refused("recipient_unknown") if user.nil?
        return refused("invalid") if badge.nil?
        # One that may be granted several times would be granted again.
        return done if ::UserBadge.exists?(user_id: user.id, badge_id: badge.id)
        return refused("not_permitted") unless guardian.can_grant_badges?(user)
        ::BadgeGranter.grant(badge, user, granted_by: bot) ? done : refused("invalid")
      end
    end
  end
end
