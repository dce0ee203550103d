# frozen_string_literal: true

module HybridDesk
  # Who acts, as the forum knows it: nothing of it comes from the browser.
  module Actor
    module_function

    def of(user)
      {
        id: user.id,
        username: user.username,
        groupIds: user.group_users.order(:group_id).pluck(:group_id),
        trustLevel: user.trust_level,
        isStaff: user.staff?,
        # A forum that shows no names asks nobody for one.
        hasName: !::SiteSetting.enable_names || user.name.present?,
      }
    end
  end
end
