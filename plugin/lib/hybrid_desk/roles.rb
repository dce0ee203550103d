# frozen_string_literal: true

module HybridDesk
  # What a person may do in a community by the groups that its settings name; decided here, also while the service is away.
  class Roles
    def self.of(user, community)
      groups = community ? community.group_ids(*Community::DESK) : []
      new(user && groups.any? ? ::GroupUser.where(user_id: user.id, group_id: groups).pluck(:group_id) : [], community)
    end

    # Categories that belong to a community are listed in its settings, subcategories among them.
    def self.in_category(user, category_id)
      of(user, Communities.of_category(category_id))
    end

    def initialize(group_ids, community)
      @group_ids = group_ids
      @community = community
    end

    def desk?
      holds?(*Community::DESK)
    end

    def expert?
      holds?(*Community::EXPERTS)
    end

    def signer?
      holds?("signer")
    end

    def facilitator?
      holds?("facilitator", "deskLead")
    end

    def holds?(*roles)
      !@community.nil? && (@community.group_ids(*roles) & @group_ids).any?
    end
  end
end
